# SPDX-License-Identifier: GPL-3.0-or-later
# The program as a server and as its client, on the loopback.
NET_TESTS = tests/unit/net_parts tests/net/client tests/net/serve
check_PROGRAMS += $(NET_TESTS)
TESTS += $(NET_TESTS)
tests_unit_net_parts_SOURCES = tests/unit/net_parts.c
tests_unit_net_parts_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_net_parts_LDADD = $(NET_LIBS) $(CMOCKA_LIBS)
tests_net_serve_SOURCES = tests/net/serve.c tests/net/peer.c tests/net/peer.h
tests_net_serve_CPPFLAGS = $(TEST_CPPFLAGS)
tests_net_serve_LDADD = $(IO_LIBS) $(NLETS_LIBS) $(CMOCKA_LIBS)
tests_net_client_SOURCES = tests/net/client.c tests/net/peer.c tests/net/peer.h
tests_net_client_CPPFLAGS = $(TEST_CPPFLAGS)
tests_net_client_LDADD = $(IO_LIBS) $(NLETS_LIBS) $(CMOCKA_LIBS)
