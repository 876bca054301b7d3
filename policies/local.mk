# SPDX-License-Identifier: GPL-3.0-or-later
nobase_dist_pkgdata_DATA += \
	policies/agencies.xml \
	policies/pathways.xml \
	policies/questions.xml \
	policies/rules-fields.xml \
	policies/rules-law.xml \
	policies/rules-network.xml \
	policies/schema/policies.rng \
	policies/schema/systems.rng \
	policies/sources.xml \
	policies/states.xml \
	policies/schema/traffic.rng \
	policies/systems.xml \
	policies/traffic.xml
