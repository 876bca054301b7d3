/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A running "nletscope serve", and clients and servers of it made by hand. */
#ifndef TESTS_NET_PEER_H
#define TESTS_NET_PEER_H

#include "base/buf.h"

#include <sys/types.h>

/* A folder of its own as home, so that journal and outbox begin empty. */
struct peer_home {
	char folder[64];
};
void peer_home_make(struct peer_home *home);
/* Sets the environment of what is started to that folder. */
void peer_home_use(const char *folder);
void peer_home_remove(struct peer_home *home);

/* fork() for a child that does not outlive the test, however that ends. */
pid_t peer_fork(void);

struct peer_server {
	pid_t process;
	unsigned port;
	char url[64];
};

/* Starts it with these further arguments (ended by NULL) and waits for its address. */
void peer_serve(struct peer_server *server, const char *const *arguments);
/* Sends the signal and gives the exit status (128 + the signal that ended it). */
int peer_end(struct peer_server *server, int number);

/* Runs the program to its end; what it says goes to out. Returns its exit status. */
int peer_run(const char *const *arguments, struct buf *out);

/* A connection to a port of the loopback; aborts the test when there is none. */
int peer_connect(unsigned port);
void peer_write(int fd, struct str bytes);
/* All until the other side closes. */
void peer_read_all(int fd, struct buf *out);
/* Until the text was read, or the end. */
bool peer_read_until(int fd, const char *text, struct buf *out);
/* The whole of one exchange with Connection: close. */
void peer_ask(unsigned port, const char *request, struct buf *out);

/* A listener at a free port of the loopback. */
int peer_listen(unsigned *port);

bool peer_has(const struct buf *text, const char *part);
size_t peer_count(const struct buf *text, const char *part);

/* A sample query that finds somebody, and the POST of it. */
extern const char peer_query[];
void peer_post(struct buf *out, const char *type, const char *more_headers, const char *body);

#endif
