/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "nlets/labels.h"

#include "nlets/wire.h"

int nlets__labels_index(struct arena *arena, const struct nlets_form *form,
			struct nlets__labels *labels)
{
	(void)arena, (void)form;
	*labels = (struct nlets__labels){ 0 };
	return 0;
}

int nlets__labels_read(struct arena *arena, const struct nlets__labels *labels, struct str text,
		       struct nlets__label_hits *hits)
{
	(void)arena, (void)labels, (void)text, (void)hits;
	return 0;
}

int nlets__labels_parse(struct nlets_definitions *definitions, const struct nlets_form *form,
			struct nlets_message *message)
{
	(void)definitions, (void)form, (void)message;
	return 0;
}
