/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_DOCTOR_REPORT_H
#define APP_DOCTOR_REPORT_H

#include "app/doctor.h"
#include "base/buf.h"

/* The rows by section; a "!" before each fault. Return whether there is one. */
bool app_doctor_text(const app_doctor_rows *rows, bool colour, struct buf *out);
bool app_doctor_json(const app_doctor_rows *rows, struct buf *out);

#endif
