# SPDX-License-Identifier: GPL-3.0-or-later
nobase_dist_pkgdata_DATA += \
	policies/collections.xml \
	policies/directory.xml \
	policies/holders.xml \
	policies/schema/collections.rng \
	policies/schema/directory.rng \
	policies/schema/holders.rng \
	forms/schema/layout.rng \
	forms/layouts/boxed.xml \
	forms/layouts/directory.xml \
	forms/layouts/codes-lines.xml \
	forms/layouts/codes-run.xml \
	forms/layouts/codes-words.xml \
	forms/layouts/colon-pairs.xml \
	forms/layouts/colon.xml \
	forms/layouts/columns.xml \
	forms/layouts/dots.xml \
	forms/layouts/headings.xml \
	forms/layouts/lesc.xml \
	forms/layouts/merged.xml \
	forms/layouts/niem-person.xml \
	forms/layouts/niem.xml \
	forms/layouts/prose.xml \
	forms/layouts/rap-sheet.xml \
	forms/layouts/terse.xml
