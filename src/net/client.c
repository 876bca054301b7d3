/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One request with libcurl, a step at a time, so that whoever waits can do so in
 * steps too and give up between them. */
#include <config.h>

#include "net/module.h"

#include "base/alloc.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <sys/socket.h>

struct net_transfer {
	struct arena arena;
	CURLM *multi;
	CURL *easy;
	struct curl_slist *headers;
	struct buf body;
	struct net_answer answer;
	enum net_outcome outcome;
	size_t limit;
	bool allow_remote, too_large, remote;
	char reason[CURL_ERROR_SIZE];
};

static bool is_loopback_four(const struct in_addr *address)
{
	return ntohl(address->s_addr) >> 24 == 127;
}

static bool is_loopback(const struct sockaddr *address)
{
	const void *whole = address;

	if (address->sa_family == AF_INET)
		return is_loopback_four(&((const struct sockaddr_in *)whole)->sin_addr);
	return address->sa_family == AF_INET6 &&
	       IN6_IS_ADDR_LOOPBACK(&((const struct sockaddr_in6 *)whole)->sin6_addr);
}

/* Names are checked before, but only the address tells where a name leads. */
static curl_socket_t open_socket(void *context, curlsocktype purpose, struct curl_sockaddr *address)
{
	struct net_transfer *transfer = context;

	(void)purpose;
	if (!transfer->allow_remote && !is_loopback(&address->addr)) {
		transfer->remote = true;
		return CURL_SOCKET_BAD;
	}
	return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

static size_t take_body(char *bytes, size_t one, size_t count, void *context)
{
	struct net_transfer *transfer = context;

	(void)one;
	if (count > transfer->limit - transfer->body.len) {
		transfer->too_large = true;
		return 0;
	}
	buf_add(&transfer->body, (struct str){ bytes, count });
	transfer->answer.received = transfer->body.len;
	return transfer->body.failed ? 0 : count;
}

/* A header line, or the status line of a further answer (100 Continue, a proxy's),
 * which takes back what went before it. */
static size_t take_header(char *bytes, size_t one, size_t count, void *context)
{
	struct net_transfer *transfer = context;
	struct str line = str_trim((struct str){ bytes, count }), value;
	size_t colon = str_find_char(line, ':');
	struct str name = str_sub(line, 0, colon);

	(void)one;
	if (str_starts(line, STR("HTTP/"))) {
		transfer->answer.type = transfer->answer.conversation = STR_NONE;
		transfer->answer.repeated = false;
	}
	if (colon == line.len)
		return count;
	value = str_trim(str_sub(line, colon + 1, line.len - colon - 1));
	if (str_eq_nocase(name, STR("Content-Type")))
		transfer->answer.type = arena_copy(&transfer->arena, value);
	else if (str_eq_nocase(name, STR("Nletscope-Conversation")))
		transfer->answer.conversation = arena_copy(&transfer->arena, value);
	else if (str_eq_nocase(name, STR("Nletscope-Repeated")))
		transfer->answer.repeated = str_eq_nocase(value, STR("yes"));
	return count;
}

static int show_progress(void *context, curl_off_t expected, curl_off_t received, curl_off_t to_send,
			 curl_off_t sent)
{
	struct net_transfer *transfer = context;

	(void)expected, (void)received, (void)to_send;
	transfer->answer.sent = (size_t)sent;
	return 0;
}

static bool is_loopback_name(const char *host)
{
	struct in_addr four;
	struct in6_addr six;
	struct str name = str_from(host);
	char bare[INET6_ADDRSTRLEN];

	if (str_eq_nocase(name, STR("localhost")))
		return true;
	if (inet_pton(AF_INET, host, &four) == 1)
		return is_loopback_four(&four);
	if (name.len < 3 || name.len - 2 >= sizeof(bare) || name.ptr[0] != '[')
		return false;
	memcpy(bare, host + 1, name.len - 2);
	bare[name.len - 2] = '\0';
	return inet_pton(AF_INET6, bare, &six) == 1 && IN6_IS_ADDR_LOOPBACK(&six);
}

static bool url_part(CURLU *url, CURLUPart what, char **part)
{
	*part = NULL;
	return curl_url_get(url, what, part, 0) == CURLUE_OK && *part;
}

/* Secrets never stand in arguments, and a query or fragment has no sense here. */
static enum net_outcome judge_url(CURLU *url, bool allow_remote)
{
	static const CURLUPart unwanted[] = { CURLUPART_USER, CURLUPART_PASSWORD, CURLUPART_QUERY,
					      CURLUPART_FRAGMENT };
	enum net_outcome outcome = NET_RUNNING;
	char *scheme, *host;

	for (size_t i = 0; i < sizeof(unwanted) / sizeof(*unwanted); i++) {
		char *part;

		if (url_part(url, unwanted[i], &part))
			outcome = NET_BAD_URL;
		curl_free(part);
	}
	if (!url_part(url, CURLUPART_SCHEME, &scheme) ||
	    (strcmp(scheme, "http") != 0 && strcmp(scheme, "https") != 0))
		outcome = NET_BAD_URL;
	if (!url_part(url, CURLUPART_HOST, &host))
		outcome = NET_BAD_URL;
	else if (outcome == NET_RUNNING && !allow_remote && !is_loopback_name(host))
		outcome = NET_REMOTE;
	curl_free(scheme);
	curl_free(host);
	return outcome;
}

/* The server's URL with the path behind it, in the arena. */
static enum net_outcome find_url(struct net_transfer *transfer, const struct net_client_settings *settings,
				 const char *path, const char **whole)
{
	struct str base = str_from(settings->url);
	CURLU *url = curl_url();
	enum net_outcome outcome = NET_BAD_URL;

	while (base.len && base.ptr[base.len - 1] == '/')
		base.len--;
	*whole = arena_printf(&transfer->arena, "%.*s%s", STR_ARGS(base), path).ptr;
	if (!url || !*whole)
		outcome = NET_NO_MEMORY;
	else if (curl_url_set(url, CURLUPART_URL, settings->url, 0) == CURLUE_OK)
		outcome = judge_url(url, settings->allow_remote);
	curl_url_cleanup(url);
	return outcome;
}

static void add_header(struct net_transfer *transfer, const char *name, const char *value)
{
	struct str line = arena_printf(&transfer->arena, "%s: %s", name, value);
	struct curl_slist *longer = line.ptr ? curl_slist_append(transfer->headers, line.ptr) : NULL;

	if (longer)
		transfer->headers = longer;
	else
		transfer->outcome = NET_NO_MEMORY;
}

static void limit_protocols(CURL *easy)
{
#if LIBCURL_VERSION_NUM >= 0x075500
	curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
#else
	curl_easy_setopt(easy, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
}

static void set_limits(struct net_transfer *transfer, const struct net_client_settings *settings)
{
	CURL *easy = transfer->easy;

	limit_protocols(easy);
	curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, (long)settings->connect_timeout_ms);
	curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, (long)settings->timeout_ms);
	curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
	curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
	if (settings->ca_file)
		curl_easy_setopt(easy, CURLOPT_CAINFO, settings->ca_file);
	curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, open_socket);
	curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, transfer);
}

static void set_request(struct net_transfer *transfer, const struct net_request *request)
{
	CURL *easy = transfer->easy;

	if (request->post) {
		curl_easy_setopt(easy, CURLOPT_POST, 1L);
		curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request->body.len);
		curl_easy_setopt(easy, CURLOPT_POSTFIELDS, request->body.len ? request->body.ptr : "");
		add_header(transfer, "Content-Type",
			   request->xml ? "application/niem+xml" : "text/plain");
	}
	if (request->idempotency_key)
		add_header(transfer, "Idempotency-Key", request->idempotency_key);
	curl_easy_setopt(easy, CURLOPT_USERAGENT, PACKAGE_NAME "/" PACKAGE_VERSION);
	curl_easy_setopt(easy, CURLOPT_HTTPHEADER, transfer->headers);
	curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_body);
	curl_easy_setopt(easy, CURLOPT_WRITEDATA, transfer);
	curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, take_header);
	curl_easy_setopt(easy, CURLOPT_HEADERDATA, transfer);
	curl_easy_setopt(easy, CURLOPT_NOPROGRESS, 0L);
	curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, show_progress);
	curl_easy_setopt(easy, CURLOPT_XFERINFODATA, transfer);
	curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, transfer->reason);
}

struct net_transfer *net_transfer_new(const struct net_client_settings *settings,
				      const struct net_request *request)
{
	struct net_transfer *transfer = base_realloc(NULL, sizeof(*transfer));
	const char *url;

	if (!transfer)
		return NULL;
	*transfer = (struct net_transfer){ .limit = settings->limit,
					   .allow_remote = settings->allow_remote };
	transfer->outcome = find_url(transfer, settings, request->path, &url);
	if (transfer->outcome != NET_RUNNING)
		return transfer;
	transfer->multi = curl_multi_init();
	transfer->easy = curl_easy_init();
	if (!transfer->multi || !transfer->easy) {
		transfer->outcome = NET_NO_MEMORY;
		return transfer;
	}
	curl_easy_setopt(transfer->easy, CURLOPT_URL, url);
	set_limits(transfer, settings);
	set_request(transfer, request);
	if (curl_multi_add_handle(transfer->multi, transfer->easy) != CURLM_OK)
		transfer->outcome = NET_NO_MEMORY;
	return transfer;
}

static enum net_outcome outcome_of(const struct net_transfer *transfer, CURLcode code)
{
	if (transfer->too_large)
		return NET_TOO_LARGE;
	if (transfer->remote && code != CURLE_OK)
		return NET_REMOTE;
	switch (code) {
	case CURLE_OK:
		return NET_ANSWERED;
	case CURLE_URL_MALFORMAT:
		return NET_BAD_URL;
	case CURLE_COULDNT_RESOLVE_HOST:
	case CURLE_COULDNT_RESOLVE_PROXY:
	case CURLE_COULDNT_CONNECT:
		return NET_NO_CONNECTION;
	case CURLE_PEER_FAILED_VERIFICATION:
	case CURLE_SSL_CACERT_BADFILE:
	case CURLE_SSL_CONNECT_ERROR:
	case CURLE_SSL_ISSUER_ERROR:
		return NET_NO_TRUST;
	case CURLE_OPERATION_TIMEDOUT:
		return NET_TIMED_OUT;
	case CURLE_OUT_OF_MEMORY:
		return NET_NO_MEMORY;
	default:
		return transfer->body.failed ? NET_NO_MEMORY : NET_BROKEN_OFF;
	}
}

static void finish(struct net_transfer *transfer, CURLcode code)
{
	long status = 0;

	transfer->outcome = outcome_of(transfer, code);
	curl_easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &status);
	transfer->answer.status = (unsigned)status;
	transfer->answer.body = buf_str(&transfer->body);
	if (code != CURLE_OK)
		transfer->answer.reason = str_from(transfer->reason[0] ? transfer->reason :
									 curl_easy_strerror(code));
}

enum net_outcome net_transfer_step(struct net_transfer *transfer, unsigned wait_ms)
{
	int running, left;
	CURLMsg *message;

	if (transfer->outcome != NET_RUNNING)
		return transfer->outcome;
	if (curl_multi_perform(transfer->multi, &running) != CURLM_OK)
		return transfer->outcome = NET_NO_MEMORY;
	if (running && wait_ms) {
		curl_multi_poll(transfer->multi, NULL, 0, (int)wait_ms, NULL);
		if (curl_multi_perform(transfer->multi, &running) != CURLM_OK)
			return transfer->outcome = NET_NO_MEMORY;
	}
	while ((message = curl_multi_info_read(transfer->multi, &left)))
		if (message->msg == CURLMSG_DONE)
			finish(transfer, message->data.result);
	return transfer->outcome;
}

const struct net_answer *net_transfer_answer(const struct net_transfer *transfer)
{
	return &transfer->answer;
}

void net_transfer_free(struct net_transfer **transfer)
{
	struct net_transfer *t = *transfer;

	*transfer = NULL;
	if (!t)
		return;
	if (t->multi && t->easy)
		curl_multi_remove_handle(t->multi, t->easy);
	curl_easy_cleanup(t->easy);
	curl_multi_cleanup(t->multi);
	curl_slist_free_all(t->headers);
	buf_free(&t->body);
	arena_free(&t->arena);
	base_free(t);
}
