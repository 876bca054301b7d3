# SPDX-License-Identifier: GPL-3.0-or-later
nobase_dist_pkgdata_DATA += \
	policies/collections.xml \
	policies/directory.xml \
	policies/holders.xml \
	policies/schema/collections.rng \
	policies/schema/directory.rng \
	policies/schema/holders.rng \
	forms/schema/layout.rng \
	forms/layouts/aircraft.xml \
	forms/layouts/alarm.xml \
	forms/layouts/boat.xml \
	forms/layouts/boxed.xml \
	forms/layouts/directory.xml \
	forms/layouts/canada.xml \
	forms/layouts/carrier.xml \
	forms/layouts/codes-lines.xml \
	forms/layouts/codes-run.xml \
	forms/layouts/codes-words.xml \
	forms/layouts/colon-pairs.xml \
	forms/layouts/colon.xml \
	forms/layouts/columns.xml \
	forms/layouts/commercial-driver.xml \
	forms/layouts/dots.xml \
	forms/layouts/headings.xml \
	forms/layouts/insurer.xml \
	forms/layouts/interpol.xml \
	forms/layouts/lesc.xml \
	forms/layouts/log.xml \
	forms/layouts/merged.xml \
	forms/layouts/mexico.xml \
	forms/layouts/niem-person.xml \
	forms/layouts/niem.xml \
	forms/layouts/prose.xml \
	forms/layouts/rap-sheet.xml \
	forms/layouts/snowmobile.xml \
	forms/layouts/terse.xml \
	forms/layouts/weather.xml
