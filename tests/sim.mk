# SPDX-License-Identifier: GPL-3.0-or-later
SIM_TEST_LIBS = tests/libtest.a $(SIM_LIBS) $(NLETS_LIBS) $(CMOCKA_LIBS)

check_PROGRAMS += tests/unit/sim_switch
TESTS += tests/unit/sim_switch
tests_unit_sim_switch_SOURCES = tests/unit/sim_switch.c tests/support/sim.c tests/support/sim.h
tests_unit_sim_switch_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_sim_switch_LDADD = $(SIM_TEST_LIBS)
