# SPDX-License-Identifier: GPL-3.0-or-later
nobase_dist_pkgdata_DATA += \
	forms/tables/EYE.xml \
	forms/tables/HAI.xml \
	forms/tables/LIS.xml \
	forms/tables/LIT.xml \
	forms/tables/MEMBER.xml \
	forms/tables/MNU.xml \
	forms/tables/OFF.xml \
	forms/tables/POB.xml \
	forms/tables/PUR.xml \
	forms/tables/RAC.xml \
	forms/tables/RSN.xml \
	forms/tables/RTY.xml \
	forms/tables/SEX.xml \
	forms/tables/SKN.xml \
	forms/tables/STATE.xml \
	forms/tables/TYP.xml \
	forms/tables/VCO.xml \
	forms/tables/VMA.xml \
	forms/tables/VST.xml \
	forms/schema/table.rng
