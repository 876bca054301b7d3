/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "sim/envelope.h"

#include "base/utf8.h"

/* Clocks are in UTC: in which zone the real switch stamps is not public. */
struct clock {
	unsigned year, month, day, hour, minute;
};

/* Days since 1970 to a date, after the well-known civil calendar arithmetic with
 * years that begin in March. */
static struct clock clock_of(int64_t seconds)
{
	int64_t days = seconds / 86400, rest = seconds % 86400, era, year;
	unsigned of_era, of_year, month;

	if (rest < 0) {
		rest += 86400;
		days--;
	}
	days += 719468;
	era = (days >= 0 ? days : days - 146096) / 146097;
	of_era = (unsigned)(days - era * 146097);
	year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	of_year = of_era - (unsigned)(365 * year + year / 4 - year / 100);
	month = (5 * of_year + 2) / 153;
	year += era * 400 + (month >= 10);
	return (struct clock){ (unsigned)year, month < 10 ? month + 3 : month - 9,
			       of_year - (153 * month + 2) / 5 + 1, (unsigned)(rest / 3600),
			       (unsigned)(rest / 60 % 60) };
}

unsigned sim_day(int64_t seconds)
{
	struct clock clock = clock_of(seconds);

	return clock.year * 10000 + clock.month * 100 + clock.day;
}

/* The last `digits` digits of the number; far cheaper than formatted printing. */
static void put_digits(char *to, unsigned number, size_t digits)
{
	for (; digits; number /= 10)
		to[--digits] = (char)('0' + number % 10);
}

void sim_write_clock(struct buf *out, int64_t seconds)
{
	struct clock clock = clock_of(seconds);
	char text[] = "hh:mm mm/dd/ccyy";

	put_digits(text, clock.hour, 2);
	put_digits(text + 3, clock.minute, 2);
	put_digits(text + 6, clock.month, 2);
	put_digits(text + 9, clock.day, 2);
	put_digits(text + 12, clock.year, 4);
	buf_add(out, (struct str){ text, sizeof(text) - 1 });
}

static void add_clock(struct buf *out, int64_t seconds, unsigned count)
{
	char text[] = " 00000";

	put_digits(text + 1, count, 5);
	sim_write_clock(out, seconds);
	buf_add(out, (struct str){ text, sizeof(text) - 1 });
}

static void write_text(const struct sim_letter *letter, const struct sim_stamps *stamps,
		       struct buf *out)
{
	buf_add(out, letter->key);
	buf_add_char(out, '.');
	buf_add(out, letter->sender);
	if (stamps) {
		buf_add_text(out, "\r\n");
		add_clock(out, stamps->received, stamps->input);
		buf_add_text(out, "\r\n");
		add_clock(out, stamps->sent, stamps->output);
	}
	buf_add_char(out, stamps ? ' ' : '.');
	buf_add(out, letter->to);
	buf_add_text(out, stamps ? "\r\n" : ".");
	if (letter->control.len) {
		buf_add_char(out, '*');
		buf_add(out, letter->control);
		buf_add_text(out, stamps ? ".\r\n" : ".");
	}
	buf_add_text(out, "TXT\r\n");
	buf_add(out, letter->body);
}

/* Text inside CDATA: what XML cannot hold is made visible, and the end mark is
 * divided between two sections. */
static void add_cdata(struct buf *out, struct str text)
{
	buf_add_text(out, "<![CDATA[");
	for (size_t i = 0; i < text.len; i++) {
		uint32_t code;
		struct str rest = str_sub(text, i, text.len - i);
		size_t len = utf8_decode(rest, &code);
		bool keep = code == '\r' || code == '\n' || code == '\t' ||
			    (code >= 0x20 && code != 0x7f);

		if (str_starts(rest, STR("]]>"))) {
			buf_add_text(out, "]]]]><![CDATA[>");
			i += 2;
		} else if (code != UTF8_INVALID && keep && code < 0xfffe) {
			if (code != '\r')
				buf_add(out, str_sub(rest, 0, len));
			i += len - 1;
		} else {
			utf8_add_visible(out, str_sub(rest, 0, 1), false);
		}
	}
	buf_add_text(out, "]]>");
}

static void add_element(struct buf *out, const char *name, struct str value)
{
	buf_printf(out, "    <nh2:%s>", name);
	if (str_find_char(value, '&') < value.len || str_find_char(value, '<') < value.len)
		add_cdata(out, value);
	else
		buf_add(out, value);
	buf_printf(out, "</nh2:%s>\n", name);
}

static void add_xml_stamps(struct buf *out, const struct sim_stamps *stamps)
{
	struct clock in = clock_of(stamps->received), sent = clock_of(stamps->sent);

	buf_printf(out, "    <nh2:MessageReceiveDate>%02u/%02u/%04u</nh2:MessageReceiveDate>\n",
		   in.month, in.day, in.year);
	buf_printf(out, "    <nh2:MessageReceiveTime>%02u:%02u</nh2:MessageReceiveTime>\n", in.hour,
		   in.minute);
	buf_printf(out, "    <nh2:MessageSendDate>%02u/%02u/%04u</nh2:MessageSendDate>\n",
		   sent.month, sent.day, sent.year);
	buf_printf(out, "    <nh2:MessageSendTime>%02u:%02u</nh2:MessageSendTime>\n", sent.hour,
		   sent.minute);
	buf_printf(out, "    <nh2:ReceiveMessageNumeric>%05u</nh2:ReceiveMessageNumeric>\n",
		   stamps->input % 100000);
	buf_printf(out, "    <nh2:SendMessageNumeric>%05u</nh2:SendMessageNumeric>\n",
		   stamps->output % 100000);
}

/* Body elements by kind of key, message-structure.md section 12. */
static const struct {
	const char *key, *element, *attribute, *text;
} bodies[] = {
	{ "AM", "NLETSMailData", " n2:key=\"AM\"", "MailMessageText" },
	{ "AML", "NLETSMailData", " n2:key=\"AML\"", "MailMessageText" },
	{ "HS", "NLETSMailData", " n2:key=\"HS\"", "MailMessageText" },
	{ "HSL", "NLETSMailData", " n2:key=\"HSL\"", "MailMessageText" },
	{ "SM", "NLETSMailData", " n2:key=\"SM\"", "StatusMessageText" },
};

static void add_xml_body(const struct sim_letter *letter, struct buf *out)
{
	const char *element = "NLETSResponseData", *attribute = "", *text = "ResponseText";

	for (size_t i = 0; i < sizeof(bodies) / sizeof(*bodies); i++)
		if (str_eq(letter->key, str_from(bodies[i].key))) {
			element = bodies[i].element;
			attribute = bodies[i].attribute;
			text = bodies[i].text;
		}
	if (str_ends(letter->key, STR("Q"))) {
		element = "NLETSInquiryData";
		text = "InquiryDescriptionText";
	}
	buf_printf(out, "  <n2:%s%s>\n", element, attribute);
	if (letter->body_xml) {
		buf_add_text(out, "    ");
		buf_add(out, str_trim(letter->body));
	} else {
		buf_printf(out, "    <n2:%s>", text);
		add_cdata(out, letter->body);
		buf_printf(out, "</n2:%s>", text);
	}
	buf_printf(out, "\n  </n2:%s>\n", element);
}

static void write_xml(const struct sim_letter *letter, const struct sim_stamps *stamps,
		      struct buf *out)
{
	buf_add_text(out, "<n2:NLETS n2:version=\"4.00\" xmlns:n2=\"http://www.nlets.org/niem/1.0\""
			  " xmlns:nh2=\"http://www.nlets.org/niem/nlets-hdr/1.0\""
			  " xmlns:n2c=\"http://www.nlets.org/niem/nlets-core/1.0\""
			  " xmlns:nc=\"http://niem.gov/niem/niem-core/2.0\""
			  " xmlns:j=\"http://niem.gov/niem/domains/jxdm/4.1\">\n"
			  "  <n2:NLETSMessageHeader>\n");
	add_element(out, "MessageKeyCodeText", letter->key);
	add_element(out, "OriginatingORIID", letter->sender);
	add_element(out, "DestinationORIID", letter->to);
	if (letter->control.len)
		add_element(out, "DocumentControlFieldText", letter->control);
	if (stamps)
		add_xml_stamps(out, stamps);
	buf_add_text(out, "  </n2:NLETSMessageHeader>\n");
	add_xml_body(letter, out);
	buf_add_text(out, "</n2:NLETS>\n");
}

void sim_letter_write(const struct sim_letter *letter, const struct sim_stamps *stamps,
		      struct buf *out)
{
	if (letter->xml)
		write_xml(letter, stamps, out);
	else
		write_text(letter, stamps, out);
}
