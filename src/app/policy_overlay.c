/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/policy_overlay.h"

#include "app/i18n.h"
#include "io/file.h"

enum { FILE_LIMIT = 4 * 1024 * 1024 };

struct overlay {
	struct app_session *session;
	struct str name; /* relative, as the reader asks for it */
	struct str path; /* as faults show it */
	struct str bytes;
};

static int overlay_read(void *context, bool own, const char *name, struct arena *arena,
			struct str *bytes, struct str *path)
{
	const struct overlay *overlay = context;
	struct app_session *session = overlay->session;

	if (!own || !str_eq(overlay->name, str_from(name)))
		return session->read(session->paths, own, name, arena, bytes, path);
	*bytes = overlay->bytes;
	*path = overlay->path;
	return 0;
}

/* Comes last, and so over the user's other files. */
static int overlay_list(void *context, bool own, const char *folder, struct arena *arena,
			struct str **names, size_t *count)
{
	const struct overlay *overlay = context;
	struct app_session *session = overlay->session;
	VEC(struct str) all = { 0 };
	int error = session->list(session->paths, own, folder, arena, names, count);

	if (!own || strcmp(folder, "policies") != 0)
		return error;
	for (size_t i = 0; !error && i <= *count; i++) {
		struct str *item = vec_add(arena, &all);

		if (!item)
			return NLETS_E_MEMORY;
		*item = i < *count ? (*names)[i] : str_sub(overlay->name, 9, overlay->name.len - 9);
	}
	if (error) { /* there is no own folder */
		struct str *item = vec_add(arena, &all);

		if (!item)
			return NLETS_E_MEMORY;
		*item = str_sub(overlay->name, 9, overlay->name.len - 9);
	}
	*names = all.items;
	*count = all.count;
	return 0;
}

static struct overlay *overlay_new(struct app_session *session, struct str path, struct str bytes)
{
	struct overlay *overlay = arena_alloc(&session->arena, sizeof(*overlay));

	if (!overlay)
		return NULL;
	*overlay = (struct overlay){ .session = session,
				     .name = STR("policies/=laid-over.xml"), /* nobody's file */
				     .path = arena_copy(&session->arena, path),
				     .bytes = arena_copy(&session->arena, bytes) };
	return overlay->path.ptr && overlay->bytes.ptr ? overlay : NULL;
}

/* The first fault that lies in the file. */
static int first_fault(struct app_session *session, struct nlets_policies *policies, struct str path,
		       struct str *why)
{
	size_t count;
	const struct nlets_fault *faults;

	nlets_policies_lint(policies, session->definitions);
	faults = nlets_policies_faults(policies, &count);
	for (size_t i = 0; i < count; i++) {
		if (!str_eq(faults[i].file, path))
			continue;
		*why = arena_printf(&session->arena, "%.*s:%u: %.*s", STR_ARGS(path), faults[i].line,
				    STR_ARGS(app_tr(faults[i].reason)));
		return NLETS_E_DEFINITION;
	}
	return 0;
}

int app_policies_with(struct app_session *session, struct str name, struct str bytes,
		      struct nlets_policies **policies, struct str *why)
{
	struct overlay *overlay = overlay_new(session, name, bytes);
	struct nlets_policies **kept = vec_add(&session->arena, &session->policy_sets);

	*why = STR("");
	if (!overlay || !kept)
		return NLETS_E_MEMORY;
	*kept = *policies = nlets_policies_new(overlay_read, overlay_list, overlay);
	return *policies ? first_fault(session, *policies, name, why) : NLETS_E_MEMORY;
}

int app_policies_with_file(struct app_session *session, const char *file,
			   struct nlets_policies **policies, struct str *why)
{
	struct buf bytes = { 0 };
	int error = io_read_file(file, FILE_LIMIT, &bytes);

	*why = STR("");
	if (!error)
		error = app_policies_with(session, str_from(file), buf_str(&bytes), policies, why);
	buf_free(&bytes);
	return error;
}

void app_policies_use(struct app_session *session, struct nlets_policies *policies)
{
	struct nlets_policies **kept;

	if (session->policies == policies)
		return;
	for (size_t i = 0; i < session->policy_sets.count; i++)
		if (session->policy_sets.items[i] == session->policies)
			session->policies = policies;
	if (session->policies != policies) { /* the first set is kept too */
		kept = vec_add(&session->arena, &session->policy_sets);
		if (!kept)
			return;
		*kept = session->policies;
		session->policies = policies;
	}
	session->network_made_from = STR(""); /* its holders answer by the rules: made anew */
}
