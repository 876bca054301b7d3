# SPDX-License-Identifier: GPL-3.0-or-later
# What the program itself needs of the layer: the door to the module, and the reader of
# multipart bodies, which needs no library.
noinst_LIBRARIES += libnet.a
libnet_a_CPPFLAGS = $(AM_CPPFLAGS) -DNET_MODULE='"nletscope-net.so"'
libnet_a_SOURCES = \
	src/net/load.c \
	src/net/net.h \
	src/net/part.c src/net/part.h
NET_LIBS = libnet.a $(BASE_LIBS) $(DL_LIBS)

# The module: whatever uses libcurl and libmicrohttpd, opened at first use, since linking
# them costs 10 ms at every start. It brings its own copy of what it needs of base, so the
# program need not export anything. Not made with libtool: one shared object, no version.
netmoduledir = $(pkglibdir)
netmodule_PROGRAMS = nletscope-net.so
nletscope_net_so_SOURCES = \
	src/base/alloc.c src/base/arena.c src/base/buf.c src/base/str.c src/base/vec.c \
	src/net/client.c \
	src/net/module.c src/net/module.h \
	src/net/part.c \
	src/net/server.c src/net/server.h \
	src/net/server_request.c \
	src/net/server_stream.c
nletscope_net_so_CPPFLAGS = $(AM_CPPFLAGS) $(CURL_CFLAGS) $(MICROHTTPD_CFLAGS)
nletscope_net_so_CFLAGS = $(AM_CFLAGS) -fPIC -fvisibility=hidden
nletscope_net_so_LDFLAGS = $(AM_LDFLAGS) -shared -fPIC
nletscope_net_so_LDADD = $(CURL_LIBS) $(MICROHTTPD_LIBS)
