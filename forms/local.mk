# SPDX-License-Identifier: GPL-3.0-or-later
nobase_dist_pkgdata_DATA += \
	forms/catalogue.xml \
	forms/driver.xml \
	forms/vehicle.xml
