# SPDX-License-Identifier: GPL-3.0-or-later
include samples/messages.mk
include samples/things.mk
include samples/housekeeping.mk
include samples/persons.mk
