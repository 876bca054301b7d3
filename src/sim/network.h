/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside the simulated network: what its parts share. */
#ifndef SIM_NETWORK_H
#define SIM_NETWORK_H

#include "nlets/disclose.h"
#include "sim/collection.h"
#include "sim/directory.h"
#include "sim/layout.h"
#include "sim/store.h"

struct sim_journal;
struct sim_underway;

/* Messages delivered to one addressee. */
struct sim_output {
	struct str addressee;
	unsigned count;
	bool changed; /* since it was written to the journal */
};

struct sim_network {
	struct arena arena;
	struct sim_settings settings;
	nlets_faults faults;
	struct sim_reader reader;
	struct sim_holders *holders;
	struct sim_directory *directory;
	struct sim_collections *collections; /* NULL when their file is broken */
	struct hash layouts; /* by name; read on first use */
	struct sim_store *store;
	struct sim_changes *changes; /* what messages changed: changes_store.h */
	unsigned input_count;      /* messages that reached the switch */
	struct hash output_counts; /* struct sim_output, by addressee */
	struct sim_journal *journal; /* NULL until something is sent, if in memory */
	struct sim_underway **queue; /* heap: the next due first */
	size_t queued, queue_size;
	uint64_t accepted; /* messages so far */
	struct nlets_message *reading; /* used again for each body turned into text */
};

/* The layout of that name, read on first use; NULL when it is missing or broken. */
const struct sim_layout *sim_network_layout(struct sim_network *network, struct str name);

/* The switch's own ORI and the two characters that stand for it. */
#define SIM_SWITCH STR("NL0000000")
#define SIM_SWITCH_LINE STR("NL")

/* A message to be written: header parts and body. */
struct sim_letter {
	struct str key, sender, to, control;
	struct str body;
	bool xml;      /* the wire it goes by */
	bool body_xml; /* the body is the content of an XML body element */
};

/* Of two things due at one moment the first is done first. */
enum sim_priority {
	SIM_PRIORITY_STATUS = -1, /* SM, the highest of all keys (SM-G) */
	SIM_PRIORITY_USUAL = 0,
	SIM_PRIORITY_REGIONAL = 1, /* VR-L, DL-G */
};

/* A hop with the letter it carries, before it is numbered and stamped. */
struct sim_draft {
	struct sim_hop hop; /* answers: index of a draft */
	struct sim_letter letter;
	unsigned input; /* number given at the switch */
	enum sim_priority priority;
	bool dropped; /* by a fault: it never happens */
};

/* One message on its way, with all that follows from it. */
struct sim_exchange {
	struct sim_network *network;
	struct arena *arena; /* the conversation's */
	int64_t now;
	struct str bytes; /* as sent, without ETX */
	struct nlets_message *query;
	struct str key;    /* as the holders get it */
	struct str body;   /* of the query as legacy text */
	bool resumed;      /* taken over after a restart: what it changed may have been done */
	bool regional;     /* the copies now made go to a region */
	struct str agency; /* id of the asker's agency, or "" */
	struct str asker_label;
	VEC(struct sim_draft) drafts;
	int64_t now_ms;  /* of the query's arrival, since 1970 */
	size_t faulted;  /* drafts that the plan of faults has gone over */
	size_t *places;  /* the drafts in order of happening ... */
	size_t *hop_of;  /* ... and the place of each */
	size_t planned;  /* how many */
};

enum { SIM_QUERY_DRAFT = 0 }; /* the draft of the query itself */

/* A new draft of that kind at that time, or NULL when memory is out. The pointer
 * holds until the next one. */
struct sim_draft *sim_draft_add(struct sim_exchange *exchange, enum sim_hop_kind kind,
				unsigned time_ms, size_t answers);
/* A draft from the switch to the asker, with the query's control field. */
struct sim_draft *sim_deliver(struct sim_exchange *exchange, unsigned time_ms, size_t answers,
			      struct str key, struct str sender, struct str body);
/* Without the ETX and line end that may close it. */
struct str sim_unframed(struct str bytes);
/* Parses and checks exchange->bytes. */
int sim_read_query(struct sim_exchange *exchange);
/* Drafts all that follows from the query; sim_order then puts the drafts in order of
 * time, and sim_happen numbers, stamps and writes the one at that place as the next hop. */
int sim_plan(struct sim_exchange *exchange);
int sim_order(struct sim_exchange *exchange);
int sim_happen(struct sim_exchange *exchange, struct sim_conversation *conversation, size_t place,
	       struct buf *out);
/* Writes the message counts to the journal, where settings.continue_counts wants it. */
int sim_keep_counts(struct sim_network *network);
/* Does to the drafts not gone over yet what the plan of faults wants (faults.c). */
int sim_apply_faults(struct sim_exchange *exchange);

/* What a holder said. */
struct sim_reply {
	enum sim_outcome outcome;
	struct str sender; /* ORI of the office */
	struct str key;    /* response key */
	struct str body;
	VEC(struct str) more; /* bodies of the further answers, where each hit has its own */
	bool body_xml;
	struct str rule;
	enum nlets_backing backing;
	struct str note, detail, assumed;
};

/* Asks the holder; the service is the one for exchange->key. */
int sim_holder_reply(struct sim_exchange *exchange, const struct sim_holder *holder,
		     const struct sim_service *service, struct sim_reply *reply);
/* What the rules say of a query: refused, with the rule and texts set, or not. */
int sim_query_ruling(struct sim_exchange *exchange, struct str holder,
		     struct nlets_disclosure *said, struct nlets_request *request);
/* Takes out of the record what the rules withhold and masks what they mask. */
int sim_withhold(struct sim_exchange *exchange, const struct nlets_request *request,
		 struct str response, struct sim_record *record);
/* Finds what the query's fields ask for, in the service's collections where it names
 * some (NULL: in the population). */
int sim_find(struct sim_exchange *exchange, const struct sim_holder *holder,
	     const struct sim_service *service, sim_rows *rows);
/* Adds what a single hit holds beside its row: history, arrests. */
int sim_find_more(struct sim_exchange *exchange, struct sim_record *record);
/* What collections make rows from, for that holder (NULL: any). */
struct sim_source sim_network_source(const struct sim_network *network,
				     const struct sim_holder *holder, struct arena *arena);
/* The first holder that answers that key: the one asked for when it does, or NULL. */
const struct sim_holder *sim_holder_for(const struct sim_network *network, struct str key,
					struct str wanted);
/* Photos: whether one goes with the answer, adding it, and what the hop says of it. */
bool sim_wants_photo(const struct sim_exchange *exchange, const struct sim_service *service);
bool sim_add_photo(struct sim_exchange *exchange, const struct sim_service *service,
		   struct sim_record *record);
struct str sim_photo_note(struct sim_exchange *exchange, const struct sim_holder *holder,
			  const struct sim_service *service, const struct sim_record *record);
/* A cell of CSV, in quotes where it must be. */
void sim_csv_add_cell(struct buf *csv, struct str value);
/* About how much there is of each collection, for a member or "" for all. */
int sim_collections_summary(struct sim_network *network, struct str state, struct buf *text);
/* Writes a body by that template of the layout; used (may be NULL) gets the codes of
 * the slots that were filled. */
int sim_write_body(struct sim_exchange *exchange, const struct sim_layout *layout,
		   const struct sim_template *template, const struct sim_record *record,
		   struct str *body, sim_words *used);
/* An XML body as legacy text, by way of the message model. */
int sim_body_as_text(struct sim_exchange *exchange, const struct sim_letter *letter,
		     struct str *body);

/* What a state's own switch is known to ask of a query that reaches it: a note on the
 * hop. */
void sim_gate_words(const struct sim_exchange *exchange, struct sim_hop *hop);

/* The routes: each adds drafts. */
int sim_route_query(struct sim_exchange *exchange);
int sim_route_mail(struct sim_exchange *exchange);        /* AM, AML, HS, HSL, SM, LR */
int sim_route_generic(struct sim_exchange *exchange);     /* LQ */
int sim_route_log_search(struct sim_exchange *exchange);       /* NLQ */
int sim_route_log_text(struct sim_exchange *exchange);         /* NFQ */
int sim_route_directory_change(struct sim_exchange *exchange); /* TA, TU, TD */
int sim_route_directory_query(struct sim_exchange *exchange);  /* TQ */
int sim_route_immigration(struct sim_exchange *exchange); /* IAQ to AX */
int sim_route_confirmation(struct sim_exchange *exchange); /* YQ */
/* The merged answer of a multi-state query from the answers at those drafts. */
struct sim_asked {
	struct str holder;
	size_t answer; /* draft of its answer */
	size_t answers; /* how many drafts, from that one on */
	enum sim_outcome outcome;
	bool late;
};
typedef VEC(struct sim_asked) sim_asked_list;
int sim_merge(struct sim_exchange *exchange, const sim_asked_list *asked, unsigned time_ms);

/* Regions (regions.c): the key without its regional form; whether the query waits
 * longer because it goes to a region; the keys under which it and its answer travel;
 * and a hop's note on that, with the pages that say so. */
struct str sim_plain_key(const struct sim_network *network, struct str key);
bool sim_waits_longer(const struct sim_exchange *exchange);
struct str sim_forwarded_key(const struct sim_exchange *exchange);
struct str sim_answered_key(const struct sim_exchange *exchange, struct str response);
void sim_explain_region(const struct sim_exchange *exchange, struct sim_hop *hop);

/* Makes exchange->body legacy text when the query came as XML. */
int sim_use_text_body(struct sim_exchange *exchange);
/* Whether this is a help file: member, three letters, and HELP, UPDT, APND or CNCL. */
bool sim_is_help_ori(const struct sim_network *network, struct str ori);
/* Reads or changes that help file. */
int sim_answer_help(struct sim_exchange *exchange, struct str ori);
/* An error message (ER) of that number to the asker; NULL when memory is out. */
struct sim_draft *sim_reject(struct sim_exchange *exchange, struct str number);
/* The faults of a message: true when the switch rejects it, with an ER drafted. */
int sim_reject_if_faulty(struct sim_exchange *exchange, bool *rejected);
/* A sample of a key that the switch answers or carries itself, for the destination
 * wanted ("": any). NLETS_E_NOT_FOUND when there is none. */
int sim_sample_own(const struct sim_network *network, struct str key, struct str wanted,
		   uint64_t seed, struct arena *arena, struct buf *out);
/* A status message .01.: the destination does not take this key. */
int sim_not_supported(struct sim_exchange *exchange, struct str destination, unsigned time_ms);

/* A number below bound that follows from the seed, the query and `what`. */
unsigned sim_chance(const struct sim_exchange *exchange, struct str what, unsigned bound);
/* The name of a member code or ORI for people, or STR_NONE. */
struct str sim_label(const struct sim_network *network, struct str code);

#endif
