/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialogue of --plain: one question a line on standard input and output, for
 * screen readers, braille lines and pipes. Nothing on the screen is ever redrawn.
 *
 * Each part asks until it has its answer and says how it ended. */
#ifndef CLI_PLAIN_H
#define CLI_PLAIN_H

#include "app/draft_model.h"
#include "cli/cli.h"

struct sim_conversation;

enum plain_reply {
	PLAIN_ANSWER,
	PLAIN_EMPTY,
	PLAIN_BACK, /* "<" */
	PLAIN_HELP, /* "?", with a word behind it or not */
	PLAIN_QUIT, /* "q" */
	PLAIN_END,  /* of the input, or memory is out */
};

struct plain {
	struct cli *cli;
	struct app_session *session;
	struct app_draft *draft; /* NULL while none is being filled in */
	size_t way;              /* the alternative to ask for; SIZE_MAX: all items */
	struct buf line;         /* as typed */
	struct str answer;       /* in line, without blanks at its ends; of "?" what is behind it */
	struct buf out;          /* gathers what plain_say_gathered() prints */
	bool echo;               /* input is no terminal: answers are printed too */
};

/* The whole dialogue; returns an enum cli_status. */
int cli_plain(struct cli *cli);

/* Prints a line on standard output. */
void plain_say(struct plain *plain, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Prints what plain->out holds and empties it. */
void plain_say_gathered(struct plain *plain);
/* Prints plain->out as a prompt, without a line end, and reads a line. */
enum plain_reply plain_ask(struct plain *plain);
/* Asks until the answer is y (PLAIN_ANSWER) or n (PLAIN_EMPTY), or one of the others
 * but PLAIN_HELP. */
enum plain_reply plain_ask_yes(struct plain *plain, const char *question);
/* The answer in capitals, in the draft's or the session's arena. */
struct str plain_capitals(struct plain *plain, struct arena *arena);
/* Lines "VALUE label" of those that have the word, thirty at most, then how many more
 * there are. Begin with all zero but for plain and word. */
struct plain_list {
	struct plain *plain;
	struct str word;
	size_t count;
};
void plain_list_add(struct plain_list *list, struct str value, struct str label);
void plain_list_end(struct plain_list *list);

/* Asks for a message key and makes plain->draft (PLAIN_ANSWER), or ends. */
enum plain_reply plain_choose_key(struct plain *plain);
/* Asks for every part of the message; PLAIN_ANSWER when all was asked. */
enum plain_reply plain_fill(struct plain *plain, bool from_the_end);
/* One finding, with its mend and what the switch would answer. */
void plain_say_finding(struct plain *plain, const struct nlets_finding *finding);
/* The message as it stands: its bytes, made visible, and with `findings` all of them. */
void plain_say_message(struct plain *plain, bool findings);
/* Shows the message, asks whether to send it, sends and explains. PLAIN_BACK: the
 * form is asked for again. */
enum plain_reply plain_send(struct plain *plain);
/* Asks which agency looks at the answers, framed with ETX, and says what it sees. */
enum plain_reply plain_reveal(struct plain *plain, struct str answers);

#endif
