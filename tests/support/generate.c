/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "tests/support/generate.h"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
static const char alnum[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
/* Periods, slashes, stars and blanks: all that a value may hold inside. */
static const char inner[] = "ABCXYZ0123456789 .,/-*_:'&";

static void add_random(struct rand_state *rand, struct buf *out, const char *set, size_t count)
{
	uint32_t size = (uint32_t)strlen(set);

	while (count--)
		buf_add_char(out, set[rand_below(rand, size)]);
}

static void make_ori(struct rand_state *rand, struct buf *out)
{
	static const char *const states[] = { "AZ", "IL", "TX", "WA", "VT", "NL" };

	buf_clear(out);
	buf_add_text(out, states[rand_below(rand, COUNT(states))]);
	buf_add_text(out, "SIM");
	add_random(rand, out, alnum, 4);
}

static void make_destination(struct rand_state *rand, struct buf *out)
{
	if (rand_below(rand, 4) == 0) {
		make_ori(rand, out);
		return;
	}
	buf_clear(out);
	add_random(rand, out, letters, 2);
}

/* The characters at both ends are letters or digits, so that nothing is trimmed. */
static void make_value(struct rand_state *rand, struct buf *out)
{
	buf_clear(out);
	add_random(rand, out, alnum, 1 + rand_below(rand, 6));
	if (rand_below(rand, 3) == 0)
		add_random(rand, out, inner, rand_below(rand, 20));
	add_random(rand, out, alnum, 1);
}

/* A period that a code and a slash follow would begin a new field. */
static bool splits(struct str value)
{
	for (size_t at = 0; at < value.len; at++) {
		size_t end = at + 1;

		if (value.ptr[at] != '.')
			continue;
		while (end < value.len && char_is_upper(value.ptr[end]))
			end++;
		if (end - at > 2 && end < value.len && value.ptr[end] == '/')
			return true;
	}
	return false;
}

static int add_fields(struct rand_state *rand, struct nlets_message *m, struct buf *scratch)
{
	for (uint32_t n = 1 + rand_below(rand, 8); n; n--) {
		char code[3];

		for (size_t i = 0; i < sizeof(code); i++)
			code[i] = letters[rand_below(rand, 26)];
		do
			make_value(rand, scratch);
		while (splits(buf_str(scratch)));
		if (nlets_message_add_field(m, (struct str){ code, sizeof(code) },
					    buf_str(scratch)) < 0)
			return NLETS_E_MEMORY;
	}
	return 0;
}

static int add_text(struct rand_state *rand, struct nlets_message *m, struct buf *scratch)
{
	buf_clear(scratch);
	buf_add_text(scratch, "SEE");
	for (uint32_t n = rand_below(rand, 6); n; n--) {
		buf_add_text(scratch, "\r\n");
		add_random(rand, scratch, inner, rand_below(rand, 70));
	}
	return nlets_message_set_text(m, buf_str(scratch));
}

static struct str printed(struct buf *out, const char *text)
{
	buf_clear(out);
	buf_add_text(out, text);
	return buf_str(out);
}

static int make_output(struct rand_state *rand, struct nlets_message *m, struct buf *scratch)
{
	struct nlets_stamp stamp = { .present = true, .time = STR("09:15"),
				     .date = STR("01/02/2030") };
	const char *sequences[] = { "00017", "00004", "99999" };

	stamp.sequence = printed(scratch, sequences[rand_below(rand, 3)]);
	return nlets_message_set_stamps(m, &stamp, &stamp);
}

static int make_header(struct rand_state *rand, struct nlets_message *m, bool output,
		       struct buf *scratch)
{
	int error;

	make_ori(rand, scratch);
	error = nlets_message_set_sender(m, buf_str(scratch));
	for (uint32_t n = output ? 1 : 1 + rand_below(rand, 5); n && error == 0; n--) {
		make_destination(rand, scratch);
		error = nlets_message_add_destination(m, buf_str(scratch));
	}
	if (error == 0 && rand_below(rand, 2)) {
		buf_clear(scratch);
		add_random(rand, scratch, alnum, 1 + rand_below(rand, 9));
		buf_add_char(scratch, "(&-1"[rand_below(rand, 4)]);
		error = nlets_message_set_control(m, buf_str(scratch));
	}
	if (error == 0 && output)
		error = make_output(rand, m, scratch);
	return error;
}

struct nlets_message *generate_message(struct rand_state *rand)
{
	static const char *const keys[3][3] = { { "RQ", "IAQ", "ZZQ" }, { "DR", "RR", "ZZR" },
						{ "AM", "SM", "ZZM" } };
	uint32_t kind = rand_below(rand, 3);
	bool output = kind == 1 || rand_below(rand, 4) == 0;
	const char *key = keys[kind][rand_below(rand, 3)];
	struct nlets_message *m = nlets_message_new(NLETS_WIRE_TEXT);
	struct buf scratch = { 0 };
	int error;

	if (!m)
		return NULL;
	error = nlets_message_set_key(m, str_from(key));
	if (error == 0)
		error = make_header(rand, m, output, &scratch);
	if (error == 0)
		error = kind == 2 ? add_text(rand, m, &scratch) : add_fields(rand, m, &scratch);
	if (error < 0 || scratch.failed)
		nlets_message_free(&m);
	buf_free(&scratch);
	return m;
}

void generate_junk(struct rand_state *rand, struct buf *out)
{
	static const char *const pieces[] = {
		"RQ", "AM",  "ER",   ".",    ".",	 "..",	     "AZSIM0001", "IL",	 "NL0000000",
		"*",  "*T1", "TXT",  "\r\n", "\r\n\x7f", "\n",	     " ",	  "\t",	 "09:15",
		"/",  "LIC/", "NAM/A", "EXPIRES/", "01/02/2030", "00017", "\x01", "\xc3\x9c",
		"\xff", "ZZZZZZZZZZZZZZZZZZZ", "X",
	};

	buf_clear(out);
	for (uint32_t n = rand_below(rand, 60); n; n--) {
		if (rand_below(rand, 10) == 0)
			buf_add_char(out, (char)(unsigned char)rand_below(rand, 256));
		else
			buf_add_text(out, pieces[rand_below(rand, COUNT(pieces))]);
	}
}

/* Character data that means something here and there, in every notation. Each CDATA
 * section is closed within its piece or the next. */
static void add_mixed(struct rand_state *rand, struct buf *out, uint32_t count)
{
	static const char *const plain[] = {
		"OLN/", ".", "SIM1", "NAM/", "HERON,JUNE", "NAME: ", "SEX: F", "\r\n", " ", "  ",
		">", "DOB", "/", "] ", "\"", "\xc3\x9c",
	};
	static const char *const marked[] = {
		"<!-- a & <![CDATA[ b -->", "<?c d?>", "&amp;", "&#46;", "&#x4f;LN", "&lt;", "<!---->",
	};
	bool open = false;

	for (; count; count--) {
		if (rand_below(rand, 3) == 0) {
			buf_add_text(out, open ? "]]>" : "<![CDATA[");
			open = !open;
		}
		if (rand_below(rand, 3))
			buf_add_text(out, plain[rand_below(rand, COUNT(plain))]);
		else if (open)
			buf_add_text(out, "A & <B>");
		else
			buf_add_text(out, marked[rand_below(rand, COUNT(marked))]);
	}
	if (open)
		buf_add_text(out, "]]>");
}

static void add_element(struct rand_state *rand, struct buf *out, const char *name, uint32_t most)
{
	buf_printf(out, "<%s>", name);
	add_mixed(rand, out, rand_below(rand, most));
	buf_printf(out, "</%s>", name);
}

void generate_mixed_xml(struct rand_state *rand, struct buf *out)
{
	static const char *const keys[] = { "DR", "IR", "AM", "AQ" };
	uint32_t key = rand_below(rand, COUNT(keys));
	const char *body = key < 2 ? "Response" : key == 2 ? "Mail" : "Inquiry";
	const char *text = key < 2 ? "n2:ResponseText" :
			   key == 2 ? "n2:MailMessageText" : "n2:InquiryDescriptionText";

	buf_clear(out);
	buf_printf(out, "<n2:NLETS n2:version=\"4.00\" xmlns:n2=\"http://www.nlets.org/niem/1.0\""
			" xmlns:nh2=\"http://www.nlets.org/niem/nlets-hdr/1.0\""
			" xmlns:nc=\"http://niem.gov/niem/niem-core/2.0\"><n2:NLETSMessageHeader>"
			"<nh2:MessageKeyCodeText>%s</nh2:MessageKeyCodeText>", keys[key]);
	add_element(rand, out, "nh2:OriginatingORIID", 3);
	add_element(rand, out, "nh2:DestinationORIID", 3);
	add_element(rand, out, "nh2:DocumentControlFieldText", 4);
	buf_printf(out, "</n2:NLETSMessageHeader><n2:NLETS%sData>", body);
	for (uint32_t n = 1 + rand_below(rand, 4); n; n--) {
		add_element(rand, out, text, 30);
		buf_add_text(out, "<n2:Person><nc:PersonName>");
		add_element(rand, out, rand_below(rand, 2) ? "nc:PersonSurName" : "nc:PersonFullName", 6);
		buf_add_text(out, "</nc:PersonName>");
		add_element(rand, out, "nc:PersonSexCode", 4);
		buf_add_text(out, "</n2:Person>");
	}
	buf_printf(out, "</n2:NLETS%sData></n2:NLETS>", body);
}
