# SPDX-License-Identifier: GPL-3.0-or-later
dist_doc_DATA += doc/ARCHITECTURE.md doc/HACKING.md doc/SYSTEMS
dist_man_MANS += doc/nletscope-forms.5
