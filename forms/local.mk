# SPDX-License-Identifier: GPL-3.0-or-later
nobase_dist_pkgdata_DATA += \
	forms/administrative.xml \
	forms/aircraft.xml \
	forms/alarm.xml \
	forms/amber-alert.xml \
	forms/boat.xml \
	forms/bulk-cash.xml \
	forms/canada.xml \
	forms/chains.xml \
	forms/catalogue.xml \
	forms/commercial.xml \
	forms/criminal.xml \
	forms/directory.xml \
	forms/driver.xml \
	forms/error.xml \
	forms/generic.xml \
	forms/hit.xml \
	forms/charge.xml \
	forms/plate-reader.xml \
	forms/permit.xml \
	forms/wildlife.xml \
	forms/warrant.xml \
	forms/offender.xml \
	forms/supervision.xml \
	forms/history.xml \
	forms/immigration.xml \
	forms/insurance.xml \
	forms/interpol.xml \
	forms/road-weather.xml \
	forms/log.xml \
	forms/schema/catalogue.rng \
	forms/schema/chains.rng \
	forms/schema/forms.rng \
	forms/schema/rules.rng \
	forms/schema/sources.rng \
	forms/snowmobile.xml \
	forms/sources.xml \
	forms/status.xml \
	forms/vehicle.xml
EXTRA_DIST += \
	po/its/nletscope-forms.its \
	po/its/nletscope-none.its \
	po/its/nletscope-policies.its \
	po/its/nletscope-tables.its \
	po/its/nletscope.loc
