# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LIBRARIES += tests/libsimtest.a
tests_libsimtest_a_SOURCES = tests/support/sim.c tests/support/sim.h
tests_libsimtest_a_CPPFLAGS = $(TEST_CPPFLAGS)
SIM_TEST_LIBS = tests/libsimtest.a tests/libtest.a $(SIM_LIBS) $(NLETS_LIBS) $(CMOCKA_LIBS)

SIM_TESTS = tests/unit/sim_collections tests/unit/sim_files tests/unit/sim_holders tests/unit/sim_layouts tests/unit/sim_population tests/unit/sim_regions tests/unit/sim_switch
check_PROGRAMS += $(SIM_TESTS)
TESTS += $(SIM_TESTS)
tests_unit_sim_collections_SOURCES = tests/unit/sim_collections.c
tests_unit_sim_collections_CPPFLAGS = $(TEST_CPPFLAGS) $(SQLITE_CFLAGS)
tests_unit_sim_collections_LDADD = $(SIM_TEST_LIBS)
tests_unit_sim_files_SOURCES = tests/unit/sim_files.c
tests_unit_sim_files_CPPFLAGS = $(TEST_CPPFLAGS) $(SQLITE_CFLAGS)
tests_unit_sim_files_LDADD = $(SIM_TEST_LIBS)
tests_unit_sim_holders_SOURCES = tests/unit/sim_holders.c
tests_unit_sim_holders_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_sim_holders_LDADD = $(SIM_TEST_LIBS)
tests_unit_sim_layouts_SOURCES = tests/unit/sim_layouts.c
tests_unit_sim_layouts_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_sim_layouts_LDADD = $(SIM_TEST_LIBS)
tests_unit_sim_population_SOURCES = tests/unit/sim_population.c
tests_unit_sim_population_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_sim_population_LDADD = $(SIM_TEST_LIBS)
tests_unit_sim_switch_SOURCES = tests/unit/sim_switch.c
tests_unit_sim_switch_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_sim_switch_LDADD = $(SIM_TEST_LIBS)
tests_unit_sim_regions_SOURCES = tests/unit/sim_regions.c
tests_unit_sim_regions_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_sim_regions_LDADD = $(SIM_TEST_LIBS)

check_PROGRAMS += tests/unit/systems
TESTS += tests/unit/systems
tests_unit_systems_SOURCES = tests/unit/systems.c tests/support/own_data.c tests/support/own_data.h
tests_unit_systems_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_systems_LDADD = $(SIM_TEST_LIBS)

# Every system stands in doc/SYSTEMS, and every test named there exists.
dist_noinst_SCRIPTS += tests/lint/systems
TESTS += tests/lint/systems
include tests/sim_mail.mk
include tests/sim_journal.mk
