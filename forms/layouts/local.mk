# SPDX-License-Identifier: GPL-3.0-or-later
nobase_dist_pkgdata_DATA += \
	policies/directory.xml \
	policies/holders.xml \
	policies/schema/directory.rng \
	policies/schema/holders.rng \
	forms/schema/layout.rng \
	forms/layouts/codes-run.xml \
	forms/layouts/lesc.xml \
	forms/layouts/merged.xml
