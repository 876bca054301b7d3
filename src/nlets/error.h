/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The error rule of the whole program, said once: a function that can fail
 * returns an int; negative means that the call itself failed, 0 or more that it
 * did its work. A bad message is never an error: it yields findings. */
#ifndef NLETS_ERROR_H
#define NLETS_ERROR_H

#define NLETS_ERRORS(X)                                                  \
	X(NLETS_E_MEMORY, -1, "out of memory")                           \
	X(NLETS_E_LIMIT, -2, "a limit was reached")                      \
	X(NLETS_E_ARGUMENT, -3, "wrong argument")                        \
	X(NLETS_E_NOT_FOUND, -4, "not found")                            \
	X(NLETS_E_DEFINITION, -5, "a definition file is broken")         \
	X(NLETS_E_UNRENDERABLE, -6, "the message cannot be written so")  \
	X(NLETS_E_UNREADABLE, -7, "the file cannot be read")             \
	X(NLETS_E_CANCELLED, -8, "cancelled")                            \
	X(NLETS_E_STORE, -9, "the record store failed")                  \
	X(NLETS_E_NETWORK, -10, "the network failed")                    \
	X(NLETS_E_REFUSED, -11, "the server refused it")

enum nlets_error {
#define NLETS_X(name, number, text) name = number,
	NLETS_ERRORS(NLETS_X)
#undef NLETS_X
};

/* The English text of an error, marked for translation; never NULL. */
const char *nlets_error_text(int error);

#endif
