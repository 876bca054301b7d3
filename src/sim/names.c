/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "sim/names.h"

const char *const sim_last_names[] = {
	"ABARA",    "ACOSTA",   "ADLER",     "AHMADI",     "ALDER",    "AMADI",      "ANDERS",
	"ARROYO",   "ASHBY",    "AVILA",     "BAKER",      "BALOGUN",  "BANERJEE",   "BARROW",
	"BEAUFORD", "BELL",     "BENALLY",   "BERG",       "BIRCH",    "BLACKWATER", "BOGDAN",
	"BRANDT",   "BRIDGES",  "BROOK",     "CALDER",     "CARDENAS", "CARVALHO",   "CHANDRA",
	"CHAVIS",   "CHEN",     "CLAYBORNE", "COLE",       "CORDERO",  "CRANE",      "CROSS",
	"DALE",     "DANG",     "DELGADO",   "DESAI",      "DIALLO",   "DIXON",      "DOVE",
	"DRAKE",    "DUBOIS",   "EASTMAN",   "ECHEVERRIA", "EKLUND",   "ELLIS",      "ESPINOZA",
	"FALCON",   "FARROW",   "FERREIRA",  "FIELDS",     "FINCH",    "FLORES",     "FONTAINE",
	"FORD",     "FOX",      "FRANKLIN",  "GALE",       "GARZA",    "GILL",       "GLENN",
	"GOLDBERG", "GRANGER",  "GREEN",     "GUPTA",      "HADDAD",   "HALE",       "HANSEN",
	"HARLOW",   "HARTMANN", "HASSAN",    "HAWK",       "HAYES",    "HERON",      "HOLT",
	"HUANG",    "IBARRA",   "ILIC",      "INOUYE",     "IRVING",   "ISLAM",      "JACKSON",
	"JANSSEN",  "JAY",      "JIMENEZ",   "JOHNSON",    "KAHALE",   "KAMARA",     "KAPLAN",
	"KEITA",    "KELLER",   "KHAN",      "KIM",        "KING",     "KOVAC",      "LAKE",
	"LAMBERT",  "LARK",     "LARSEN",    "LE",         "LEWIS",    "LIGHT",      "LINDEN",
	"LOPEZ",    "LUNA",     "MACK",      "MARSH",      "MARTIN",   "MBEKI",      "MEADOWS",
	"MENDOZA",  "MILLER",   "MOLINA",    "MOORE",      "MURRAY",   "NAKAMURA",   "NAVARRO",
	"NELSON",   "NGUYEN",   "NOVAK",     "OAKES",      "OCHOA",    "OKAFOR",     "OLSEN",
	"ORTIZ",    "OSEI",     "PARK",      "PATEL",      "PEREZ",    "PETROV",     "PHAM",
	"PIKE",     "PINE",     "POPA",      "PRICE",      "QUAIL",    "QUINN",      "RAMIREZ",
	"RAO",      "RAVEN",    "REED",      "REYES",      "RIVERS",   "ROBIN",      "ROSS",
	"ROWAN",    "SAITO",    "SALAZAR",   "SANTOS",     "SCHAEFER", "SHAH",       "SILVA",
	"SINGH",    "SKYE",     "SMITH",     "SOLIS",      "SPARROW",  "STONE",      "SWAN",
	"SZABO",    "TAFOYA",   "TANAKA",    "TEAL",       "THOMAS",   "THORNE",     "TORRES",
	"TRAN",     "TSOSIE",   "UNDERWOOD", "USMAN",      "VALDEZ",   "VARGA",      "VEGA",
	"VOSS",     "WALKER",   "WANG",      "WARD",       "WEBER",    "WHITE",      "WILLOW",
	"WOLFE",    "WREN",     "WRIGHT",    "XIONG",      "YANG",     "YAZZIE",     "YORK",
	"YOUNG",    "ZAPATA",   "ZHANG",     "ZIMMER",     NULL,
};

const char *const sim_women_names[] = {
	"ADA",      "AGNES",   "AISHA",   "ALICE",  "AMARA",   "AMELIA",    "ANAHI",   "ANITA",
	"ANNA",     "AURORA",  "BEATRIZ", "BELLA",  "BRENDA",  "CAMILA",    "CARMEN",  "CECILIA",
	"CHIARA",   "CLARA",   "CORA",    "DALIA",  "DARIA",   "DEBORAH",   "DIANA",   "DOLORES",
	"EDITH",    "ELENA",   "ELIZA",   "ESTHER", "EVELYN",  "FATIMA",    "FERN",    "FLORA",
	"GABRIELA", "GINA",    "GRACE",   "HANA",   "HAZEL",   "HELEN",     "HOLLY",   "IMANI",
	"INES",     "IRENE",   "IRIS",    "IVY",    "JASMINE", "JOSEPHINE", "JUDITH",  "JULIA",
	"JUNIPER",  "KAREN",   "KEIKO",   "LAILA",  "LAURA",   "LEILANI",   "LETICIA", "LINDA",
	"LUCIA",    "LUZ",     "MAE",     "MARIA",  "MARTA",   "MEI",       "MIRIAM",  "NADIA",
	"NAOMI",    "NIA",     "NINA",    "NORA",   "OLGA",    "OLIVE",     "PALOMA",  "PAULA",
	"PEARL",    "PRIYA",   "RENEE",   "ROSA",   "RUTH",    "SADIE",     "SAMIRA",  "SANDRA",
	"SARAH",    "SELMA",   "SOFIA",   "STELLA", "SUSAN",   "TAMARA",    "TERESA",  "THUY",
	"UMA",      "VALERIE", "VERA",    "VIOLET", "WANDA",   "WINONA",    "XIMENA",  "YARA",
	"YOLANDA",  "ZARA",    "ZOE",     NULL,
};

const char *const sim_men_names[] = {
	"AARON",   "ABEL",    "ADAM",    "AHMED",  "ALAN",   "ALONSO",  "AMIR",    "ANDRE",
	"ANTON",   "ARTHUR",  "ASHER",   "BEN",    "BORIS",  "BRUNO",   "CALEB",   "CARLOS",
	"CEDRIC",  "CHARLES", "CLIFF",   "CYRUS",  "DAMIAN", "DANIEL",  "DARIUS",  "DAVID",
	"DIEGO",   "DMITRI",  "EDGAR",   "ELIAS",  "EMIL",   "ENRIQUE", "ERIC",    "ESTEBAN",
	"FELIX",   "FRANK",   "GABRIEL", "GEORGE", "GLEN",   "GUSTAVO", "HAROLD",  "HASSAN",
	"HECTOR",  "HENRY",   "HUGO",    "IAN",    "IGOR",   "ISAAC",   "IVAN",    "JACOB",
	"JAMAL",   "JAMES",   "JASPER",  "JEROME", "JESUS",  "JOHN",    "JORGE",   "JOSE",
	"KAI",     "KEVIN",   "KOFI",    "KWAME",  "LARS",   "LEON",    "LIAM",    "LOUIS",
	"LUIS",    "MALIK",   "MANUEL",  "MARCUS", "MARTIN", "MATEO",   "MILO",    "MINH",
	"NATHAN",  "NIKHIL",  "NOAH",    "OMAR",   "ORION",  "OSCAR",   "OTIS",    "PABLO",
	"PAUL",    "PEDRO",   "PETER",   "QUINCY", "RAFAEL", "RAJ",     "RAYMOND", "REMY",
	"ROBERT",  "ROMAN",   "RUBEN",   "SAMUEL", "SANJAY", "SIMON",   "STEFAN",  "TARIQ",
	"THEO",    "TOMAS",   "TYRONE",  "VICTOR", "WALTER", "WEI",     "XAVIER",  "YUSUF",
	"ZACHARY", NULL,
};

const char *const sim_streets[] = {
	"COPPERFENCE ST",  "LANTERNWICK AVE", "MILLWHISTLE RD",
	"OTTERGLASS LN",   "PAPERKITE DR",    "QUILLSTONE CT",
	"RAINBARREL ST",   "SADDLEMOTH RD",   "TINKERBELLOWS AVE",
	"UMBERTHATCH WAY", "VELVETGORSE PL",  "WAXWINGHAM ST",
	"YARROWKNOT RD",   "ZEPHYRLOOM AVE",  "BUTTONQUARRY BLVD",
	"CANDLEFORGE ST",  "DRIFTPEBBLE LN",  "EMBERTROUT DR",
	"FIDDLEHATCH CT",  "GINGERPLOUGH RD", NULL,
};

const char *const sim_towns[] = {
	"SIMBROOK", "SIMBURY",  "SIMDALE", "SIMFIELD", "SIMFORD", "SIMHAVEN", "SIMLAKE", "SIMMERE",
	"SIMPORT",  "SIMRIDGE", "SIMTON",  "SIMVALE",  "SIMVIEW", "SIMWELL",  "SIMWOOD", NULL,
};

const struct sim_model sim_models[] = {
	{ "FORD", "F15", "PK", "TK" }, { "FORD", "ESC", "LL", "PC" }, { "CHEV", "MAL", "4D", "PC" },
	{ "CHEV", "SIL", "PK", "TK" }, { "TOYT", "CAM", "4D", "PC" }, { "TOYT", "COR", "4D", "PC" },
	{ "TOYT", "TAC", "PK", "TK" }, { "HOND", "CIV", "4D", "PC" }, { "HOND", "CRV", "LL", "PC" },
	{ "NISS", "ALT", "4D", "PC" }, { "NISS", "SEN", "4D", "PC" }, { "JEEP", "CHE", "LL", "PC" },
	{ "DODG", "CAR", "VN", "PC" }, { "SUBA", "OUT", "SW", "PC" }, { "HYUN", "ELA", "4D", "PC" },
	{ "KIA", "SOU", "SW", "PC" },  { "MAZD", "MX5", "CV", "PC" }, { "VOLK", "GOL", "HB", "PC" },
	{ "BMW", "325", "2D", "PC" },  { "TESL", "MD3", "4D", "PC" }, { "HD", "SPO", "MC", "MC" },
	{ "YAMA", "YZF", "MC", "MC" }, { "FRHT", "CAS", "TR", "AP" }, { "GMC", "SIE", "PK", "CO" },
	{ NULL, NULL, NULL, NULL },
};

const struct sim_past_event sim_convictions[] = {
	{ "S92", "SPEEDING 11 TO 15 MPH OVER LIMIT" },
	{ "S93", "SPEEDING 16 TO 20 MPH OVER LIMIT" },
	{ "M14", "FAILURE TO OBEY TRAFFIC SIGNAL" },
	{ "M42", "IMPROPER LANE CHANGE" },
	{ "M34", "FOLLOWING TOO CLOSELY" },
	{ "N50", "IMPROPER TURN" },
	{ "F04", "SEAT BELT NOT USED" },
	{ "B51", "EXPIRED LICENSE" },
	{ "D36", "NO PROOF OF INSURANCE" },
	{ "A20", "DRIVING UNDER THE INFLUENCE" },
	{ NULL, NULL },
};

const struct sim_past_event sim_withdrawals[] = {
	{ "3", "SUSPENDED, UNPAID FINE" },        { "3", "SUSPENDED, POINTS" },
	{ "3", "SUSPENDED, NO INSURANCE" },       { "1", "REVOKED, DRIVING UNDER THE INFLUENCE" },
	{ "4", "CANCELLED, MEDICAL REPORT DUE" }, { NULL, NULL },
};

const struct sim_past_event sim_charges[] = {
	{ "1313", "SIMPLE ASSAULT" },
	{ "2202", "BURGLARY, FORCED ENTRY, RESIDENCE" },
	{ "2303", "SHOPLIFTING" },
	{ "2399", "LARCENY" },
	{ "2404", "VEHICLE THEFT" },
	{ "2605", "FRAUD, CREDIT CARD" },
	{ "2606", "FRAUD, INSUFFICIENT FUNDS" },
	{ "3562", "MARIJUANA, POSSESSION" },
	{ "3532", "COCAINE, POSSESSION" },
	{ "4801", "RESISTING OFFICER" },
	{ "5203", "CARRYING PROHIBITED WEAPON" },
	{ "5399", "PUBLIC PEACE" },
	{ "5404", "DRIVING UNDER THE INFLUENCE, LIQUOR" },
	{ "5707", "TRESPASSING" },
	{ NULL, NULL },
};

const struct sim_past_event sim_dispositions[] = {
	{ "CONVICTED", "FINE" },
	{ "CONVICTED", "PROBATION 12 MONTHS" },
	{ "CONVICTED", "JAIL 30 DAYS" },
	{ "DISMISSED", "" },
	{ "DISMISSED", "" },
	{ "ACQUITTED", "" },
	{ "NOT PROSECUTED", "" },
	{ NULL, NULL },
};

/* Codes of the older NCIC list; "MM" and the others stand in the POB table. */
const struct sim_past_event sim_countries[] = {
	{ "CD", "CANADA" }, { "MM", "MEXICO" },   { "GT", "GUATEMALA" }, { "HD", "HONDURAS" },
	{ "II", "INDIA" },  { "JA", "JAPAN" },    { "EN", "ENGLAND" },   { "GE", "GERMANY" },
	{ "HT", "HAITI" },  { "CB", "COLOMBIA" }, { "RV", "VIETNAM" },   { "IT", "ITALY" },
	{ NULL, NULL },
};

const struct sim_past_event sim_admissions[] = {
	{ "LPR", "PERMANENT RESIDENT" },
	{ "LPR", "PERMANENT RESIDENT" },
	{ "LAWFUL", "STUDENT" },
	{ "LAWFUL", "TEMPORARY WORKER" },
	{ "LAWFUL", "REFUGEE" },
	{ "USC", "NATURALIZED" },
	{ "USC", "NATURALIZED" },
	{ "OUT-OF-STATUS", "VISITOR" },
	{ "PROCEEDINGS", "VISITOR" },
	{ "ORDERED", "VISITOR" },
	{ "PENDING", "ADMITTED" },
	{ "REMOVABLE-NOT-WANTED", "NOT ADMITTED" },
	{ NULL, NULL },
};

size_t sim_count(const char *const *list)
{
	size_t count = 0;

	while (list[count])
		count++;
	return count;
}

size_t sim_count_events(const struct sim_past_event *list)
{
	size_t count = 0;

	while (list[count].code)
		count++;
	return count;
}
