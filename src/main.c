/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include <locale.h>
#include <stdio.h>

int main(int argc, char **argv)
{
	(void)argv;
	setlocale(LC_ALL, "");
	printf("%s\n", PACKAGE_STRING);
	return argc > 1 ? 2 : 0;
}
