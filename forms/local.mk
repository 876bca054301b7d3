# SPDX-License-Identifier: GPL-3.0-or-later
nobase_dist_pkgdata_DATA += \
	forms/administrative.xml \
	forms/catalogue.xml \
	forms/criminal.xml \
	forms/driver.xml \
	forms/error.xml \
	forms/history.xml \
	forms/immigration.xml \
	forms/schema/catalogue.rng \
	forms/schema/forms.rng \
	forms/schema/sources.rng \
	forms/sources.xml \
	forms/status.xml \
	forms/vehicle.xml
EXTRA_DIST += \
	po/its/nletscope-forms.its \
	po/its/nletscope-none.its \
	po/its/nletscope-policies.its \
	po/its/nletscope-tables.its \
	po/its/nletscope.loc
