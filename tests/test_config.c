/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The main configuration: values, defaults, and every fault with its line. */
#include "gateway/config.h"

#include "tests/help/folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct place {
	struct folder folder;
	char path[128];
	struct buf faults;
	struct config *config;
};

static int set_up(void **state)
{
	struct place *p = calloc(1, sizeof *p);

	folder_init(&p->folder);
	buf_init(&p->faults);
	*state = p;
	return 0;
}

static int tear_down(void **state)
{
	struct place *p = *state;

	config_free(&p->config);
	buf_fini(&p->faults);
	folder_fini(&p->folder);
	free(p);
	return 0;
}

static const struct config *load(struct place *p, const char *text)
{
	config_free(&p->config);
	buf_clear(&p->faults);
	folder_write(&p->folder, "keng.cfg", text, p->path);
	p->config = config_load(p->path, &p->faults);
	return p->config;
}

static unsigned lines_of(const char *text)
{
	unsigned n = 0;

	for (; *text != '\0'; text++)
		n += *text == '\n';
	return n;
}

/* That fault stands at that line. */
static bool says(const struct place *p, int line, const char *sentence)
{
	char whole[600];

	snprintf(whole, sizeof whole, "%s:%d: %s", p->path, line, sentence);
	return holds(p->faults.data, whole);
}

/* A whole link, with more keys. */
#define LINK(more) "gateway: {};\nlinks: ( { name = \"a\"; kind = \"gammu\"; device = \"/dev/x\"; " more " } );\n"

static void an_empty_group_has_every_default(void **state)
{
	struct place *p = *state;
	const struct config *c = load(p, "gateway: {};");
	char path[200], host[33] = "";

	assert_non_null(c);
	assert_int_equal(gethostname(host, sizeof host - 1), 0);
	host[strcspn(host, ".")] = '\0';
	assert_string_equal(c->name, host);
	assert_string_equal(c->timezone, "Asia/Ho_Chi_Minh");
	assert_string_equal(c->store, "sqlite:/var/lib/keng/keng.db");
	assert_string_equal(c->control, "/var/lib/keng/keng.db.sock");
	snprintf(path, sizeof path, "%s/menus.d", p->folder.path);
	assert_string_equal(c->menus, path);
	assert_string_equal(c->seeds, "");
	assert_int_equal(c->number, -1);
	assert_int_equal(c->session_s, 900);
	assert_null(c->admins[0]);
	assert_int_equal(c->links_used, 0);
	assert_string_equal(c->console_listen, "");
	assert_string_equal(p->faults.data, "");
}

static void every_key_of_the_file_reaches_its_field(void **state)
{
	struct place *p = *state;
	const struct config *c = load(p,
		"gateway: { name = \"binh-son\"; timezone = \"UTC\"; store = \"sqlite:data/k.db\"; menus = \"../m\";\n"
		" seeds = \"/seeds\"; number = 7; group_max = 50; retry_first_s = 5; retry_most_s = 600; retry_times = 3;\n"
		" validity_s = 3600; unsure_wait_s = 60; join_wait_s = 30; session_s = 120; control = \"c.sock\";\n"
		" admins = [ \"0905.123.456\", \"+84912345678\" ]; };\n"
		"links: ( { name = \"viettel-1\"; kind = \"gammu\"; device = \"/dev/ttyUSB2\"; connection = \"at115200\";\n"
		" number = \"0961234567\"; pin = \"1234\"; smsc = \"+84980200030\"; carriers = [ \"viettel\", \"itel\" ];\n"
		" rate = 20; price = 290; poll_s = 10; send_deadline_s = 60; job_deadline_s = 30; receipts = false;\n"
		" fast = false; init = \"AT+CNMP=38;AT\"; trace = \"t.log\"; memories = \"ME\"; features = \"SMS_LOCATION_0\"; },\n"
		" { name = \"desk\"; kind = \"desk\"; listen = \"d.sock\"; } );\n"
		"console: { listen = \"127.0.0.1:8080\"; };\n");
	char path[200];

	assert_non_null(c);
	assert_string_equal(c->name, "binh-son");
	snprintf(path, sizeof path, "sqlite:%s/data/k.db", p->folder.path);
	assert_string_equal(c->store, path);
	snprintf(path, sizeof path, "%s/../m", p->folder.path);
	assert_string_equal(c->menus, path);
	assert_string_equal(c->seeds, "/seeds");
	assert_int_equal(c->number, 7);
	assert_int_equal(c->group_max, 50);
	assert_int_equal(c->retry_first_s, 5);
	assert_int_equal(c->retry_most_s, 600);
	assert_int_equal(c->retry_times, 3);
	assert_int_equal(c->validity_s, 3600);
	assert_int_equal(c->unsure_wait_s, 60);
	assert_int_equal(c->join_wait_s, 30);
	assert_int_equal(c->session_s, 120);
	assert_string_equal(c->admins[0], "+84905123456");
	assert_string_equal(c->admins[1], "+84912345678");
	assert_null(c->admins[2]);
	assert_string_equal(c->console_listen, "127.0.0.1:8080");
	assert_int_equal(c->links_used, 2);
	const struct config_link *l = &c->links[0];
	assert_string_equal(l->name, "viettel-1");
	assert_string_equal(l->device, "/dev/ttyUSB2");
	assert_string_equal(l->connection, "at115200");
	assert_string_equal(l->number, "+84961234567");
	assert_string_equal(l->pin, "1234");
	assert_string_equal(l->carriers[1], "itel");
	assert_null(l->carriers[2]);
	assert_true(l->rate > 19.9 && l->rate < 20.1);
	assert_int_equal(l->price, 290);
	assert_int_equal(l->poll_s, 10);
	assert_false(l->receipts || l->fast);
	assert_string_equal(l->memories, "ME");
	assert_int_equal(l->line, 5);
	snprintf(path, sizeof path, "%s/d.sock", p->folder.path);
	assert_string_equal(c->links[1].listen, path);
}

static void every_fault_is_told_at_once_with_its_line(void **state)
{
	struct place *p = *state;

	assert_null(load(p,
		"gateway: {\n name = \"binh son\";\n number = 5000;\n session_s = \"x\";\n store = \"mysql:x\";\n"
		" timezone = \"Asia/Hanoi\";\n admins = [ \"113\" ];\n};\n"
		"links: ( { kind = \"gammu\"; } );\nconsole: { listen = \"8080\"; };\n"));
	assert_true(says(p, 2, "name is \"binh son\"; write 1 to 32 letters, digits, '-', '_' or '.'"));
	assert_true(says(p, 3, "number is 5000; write a whole number from -1 to 1023"));
	assert_true(says(p, 4, "session_s is not a whole number; write one from 60 to 86400"));
	assert_true(says(p, 5, "store is \"mysql:x\"; write \"sqlite:\""));
	assert_true(says(p, 6, "there is no timezone \"Asia/Hanoi\""));
	assert_true(says(p, 7, "a number of the list: "));
	assert_true(says(p, 9, "name is missing; write name = \"...\";"));
	assert_true(says(p, 9, "link  has no device"));
	assert_true(says(p, 10, "listen is \"8080\"; write an address and a port"));
	assert_int_equal(lines_of(p->faults.data), 9);
}

static void an_unknown_key_is_offered_the_nearest(void **state)
{
	struct place *p = *state;

	assert_null(load(p,
		"gatway: {};\ngateway: {\n nmae = \"x\";\n zzz = 1;\n};\n"
		"links: ( { name = \"a\"; kind = \"gammu\"; device = \"/dev/x\"; pol_s = 5; pin_fil = \"x\"; } );\n"));
	assert_true(says(p, 1, "unknown key gatway in the file; write gateway"));
	assert_true(says(p, 3, "unknown key nmae in gateway; write name"));
	assert_true(says(p, 4, "unknown key zzz in gateway; take it out"));
	assert_true(says(p, 6, "unknown key pol_s in links; write poll_s"));
	assert_int_equal(lines_of(p->faults.data), 5);
}

static void a_kind_that_there_is_not_is_offered_the_nearest(void **state)
{
	struct place *p = *state;

	assert_null(load(p, "gateway: {};\nlinks: (\n { name = \"g\"; kind = \"gamu\"; } );\n"));
	assert_true(says(p, 3, "there is no kind gamu; write gammu"));
	assert_int_equal(lines_of(p->faults.data), 1);
}

static void who_may_ask_by_ussd_is_said(void **state)
{
	struct place *p = *state;

	assert_null(load(p,
		"gateway: {};\nlinks: (\n { name = \"a\"; kind = \"ussd-http\"; },\n"
		" { name = \"b\"; kind = \"ussd-http\"; listen = \"0.0.0.0:8098\"; },\n"
		" { name = \"c\"; kind = \"ussd-http\"; listen = \"0.0.0.0:80\"; allow = [ \"10.0.0.0/33\" ]; },\n"
		" { name = \"d\"; kind = \"ussd-http\"; listen = \"127.0.0.1:81\"; input = \"some\"; } );\n"));
	assert_true(says(p, 3, "listen is \"\"; write an address and a port"));
	assert_true(says(p, 4, "anybody could ask at 0.0.0.0:8098"));
	assert_true(says(p, 5, "allow has \"10.0.0.0/33\""));
	assert_true(says(p, 6, "input is \"some\"; write whole or last"));
}

static void a_message_centre_needs_what_smpp_needs_and_takes_no_more(void **state)
{
	struct place *p = *state;

	assert_null(load(p,
		"gateway: {};\nlinks: (\n { name = \"a\"; kind = \"smpp\"; },\n"
		" { name = \"b\"; kind = \"smpp\"; host = \"h\"; system_id = \"1234567890123456\"; },\n"
		" { name = \"c\"; kind = \"smpp\"; host = \"h\"; system_id = \"k\"; password = \"123456789\"; },\n"
		" { name = \"d\"; kind = \"smpp\"; host = \"h\"; system_id = \"k\"; ids = \"hex\"; } );\n"));
	assert_true(says(p, 3, "link a has no host"));
	assert_true(says(p, 3, "link a has no system_id"));
	assert_true(says(p, 4, "system_id has 16 characters; SMPP takes at most 15"));
	assert_true(says(p, 5, "the password has 9 characters; write 1 to 8"));
	assert_true(says(p, 6, "ids is \"hex\"; write same, hex-decimal or decimal-hex"));
	assert_int_equal(lines_of(p->faults.data), 5);
}

static void two_links_share_neither_name_nor_device(void **state)
{
	struct place *p = *state;

	assert_null(load(p, "gateway: {};\nlinks: (\n { name = \"a\"; kind = \"gammu\"; device = \"/dev/x\"; },\n"
			    " { name = \"a\"; kind = \"gammu\"; device = \"/dev/x\"; } );\n"));
	assert_true(says(p, 4, "link a stands in line 3 already; give it another name"));
	assert_true(says(p, 4, "link a has the device of link a; write another device"));
}

static void a_pin_is_digits_and_may_stand_in_a_file(void **state)
{
	struct place *p = *state;
	const struct config *c;

	folder_write(&p->folder, "pin", "4321\n", NULL);
	c = load(p, LINK("pin_file = \"pin\";"));
	assert_non_null(c);
	assert_string_equal(c->links[0].pin, "4321");
	assert_null(load(p, LINK("pin_file = \"nopin\";")));
	assert_true(holds(p->faults.data, ":2: pin_file cannot read "));
	folder_write(&p->folder, "empty", "\n4321\n", NULL);
	assert_null(load(p, LINK("pin_file = \"empty\";")));
	assert_true(holds(p->faults.data, ":2: the first line of "));
	assert_true(holds(p->faults.data, "/empty is empty; write it there, or leave pin_file out"));
	assert_null(load(p, LINK("pin = \"12a4\";")));
	assert_true(says(p, 2, "the pin is not of 4 to 8 digits"));
	assert_null(strstr(p->faults.data, "12a4")); /* a secret is never printed */
	assert_null(load(p, LINK("pin = \"1234\"; pin_file = \"pin\";")));
	assert_true(says(p, 2, "pin and pin_file are both there; keep one of the two"));
}

static void a_number_is_no_text_and_a_text_no_number(void **state)
{
	struct place *p = *state;

	assert_null(load(
		p, LINK("rate = \"fast\"; receipts = 1; number = 905123456; carriers = \"viettel\"; poll_s = 1.5;")));
	assert_true(says(p, 2, "rate is not a number; write one from 0 to 6000, without quotes"));
	assert_true(says(p, 2, "receipts is neither yes nor no; write true or false"));
	assert_true(says(p, 2, "number is not a text; write a mobile number in quotes"));
	assert_true(says(p, 2, "carriers is not a list of words; write carriers = [ \"...\", \"...\" ];"));
	assert_true(says(p, 2, "poll_s is not a whole number"));
}

static void a_relative_device_lies_beside_the_file(void **state)
{
	struct place *p = *state;
	const struct config *c =
		load(p, "gateway: {};\nlinks: ( { name = \"a\"; kind = \"gammu\"; device = \"modem-1\"; } );\n");
	char path[200];

	assert_non_null(c);
	snprintf(path, sizeof path, "%s/modem-1", p->folder.path);
	assert_string_equal(c->links[0].device, path);
}

static void a_device_is_never_run_as_a_command(void **state)
{
	struct place *p = *state;

	assert_null(load(p, LINK("connection = \"proxyat\";")));
	assert_true(says(p, 2, "connection proxyat would run a command; write dku2at and name a tty or pty"));
}

static void sockets_lie_beside_the_store_when_nothing_is_said(void **state)
{
	struct place *p = *state;
	const struct config *c = load(
		p, "gateway: { store = \"sqlite:/var/x.db\"; };\nlinks: ( { name = \"desk\"; kind = \"desk\"; } );\n");
	struct buf text;

	assert_non_null(c);
	assert_string_equal(c->control, "/var/x.db.sock");
	assert_string_equal(c->links[0].listen, "/var/desk.sock");
	buf_init(&text);
	buf_addf(&text, "gateway: { control = \"/%0120d\"; };\n", 0);
	assert_null(load(p, text.data));
	assert_true(holds(p->faults.data, "has 121 octets; write a control of at most 107"));
	buf_fini(&text);
}

static void a_file_that_is_none_is_one_fault(void **state)
{
	struct place *p = *state;

	assert_null(config_load("/no/such/keng.cfg", &p->faults));
	assert_true(holds(p->faults.data, "/no/such/keng.cfg:0: cannot be read: No such file or directory"));
	assert_null(load(p, "gateway: {\n name = ;\n};"));
	assert_true(says(p, 2, "syntax error; look here and one line above"));
	assert_true(holds(p->faults.data, "or a byte order mark at the start of the file"));
	assert_int_equal(lines_of(p->faults.data), 1);
	assert_null(load(p, "links: ();"));
	assert_true(says(p, 1, "there is no group gateway"));
	assert_null(load(p, "gateway = 5;\nlinks = 6;"));
	assert_true(says(p, 1, "gateway is no group"));
	assert_true(says(p, 2, "links is no list"));
}

static void a_gateway_has_at_most_64_links(void **state)
{
	struct place *p = *state;
	struct buf text;

	buf_init(&text);
	buf_adds(&text, "gateway: {};\nlinks: (");
	for (int i = 0; i < 65; i++)
		buf_addf(&text, "%s{ name = \"m%d\"; kind = \"gammu\"; device = \"/dev/%d\"; }", i > 0 ? ", " : "", i,
			i);
	buf_adds(&text, ");");
	assert_null(load(p, text.data));
	assert_true(says(p, 2, "there are 65 links; write at most 64"));
	buf_fini(&text);
}

static void the_check_gets_what_could_be_read_in_spite_of_faults(void **state)
{
	struct place *p = *state;
	unsigned count;

	folder_write(&p->folder, "keng.cfg", "gateway: { menus = \"/m\"; number = -2; };", p->path);
	p->config = config_check(p->path, &p->faults, &count);
	assert_int_equal(count, 1);
	assert_string_equal(p->config->menus, "/m");
	config_free(&p->config);
	p->config = config_check("/no/such/file", &p->faults, &count);
	assert_int_equal(count, 1);
	assert_null(p->config->menus);
}

static void the_samples_of_this_project_have_no_fault(void **state)
{
	static const char *const samples[] = { "etc/keng.cfg", "etc/demo/keng.cfg" };
	struct place *p = *state;

	for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
		config_free(&p->config);
		p->config = config_load(samples[i], &p->faults);
		assert_string_equal(p->faults.data, "");
		assert_non_null(p->config);
	}
}

static void paths_are_absolute_also_when_the_file_is_named_from_the_working_folder(void **state)
{
	struct place *p = *state;
	char here[1024], whole[1100];

	assert_non_null(getcwd(here, sizeof here));
	p->config = config_load("etc/demo/keng.cfg", &p->faults);
	assert_non_null(p->config);
	snprintf(whole, sizeof whole, "sqlite:%s/etc/demo/../../run/keng.db", here);
	assert_string_equal(p->config->store, whole);
	snprintf(whole, sizeof whole, "%s/etc/demo/../menus.d", here);
	assert_string_equal(p->config->menus, whole);
}

/* In the service's folder on a machine that has it, else beside the file, which is there anyway. */
static void a_store_on_a_server_has_its_socket_where_a_folder_is(void **state)
{
	struct place *p = *state;
	const struct config *c = load(p,
		"gateway: { store = \"postgresql://keng@h/keng\"; }; links: ( { name = \"desk\"; kind = \"desk\"; } );");
	const char *folder = access("/run/keng", F_OK) == 0 ? "/run/keng" : p->folder.path;
	char path[200];

	assert_non_null(c);
	snprintf(path, sizeof path, "%s/keng.sock", folder);
	assert_string_equal(c->control, path);
	snprintf(path, sizeof path, "%s/desk.sock", folder);
	assert_string_equal(c->links[0].listen, path);
	assert_null(load(p, "gateway: { store = \"postgres://keng:topsecret@h/keng\"; };"));
	assert_true(says(p, 1, "store is \"postgres://keng:...@h/keng\"; write \"sqlite:\""));
}

static void count_key(const char *key, const char *type, const char *otherwise, const char *reason, void *user)
{
	assert_true(strchr(key, '.') != NULL && type[0] != '\0' && otherwise != NULL);
	assert_true(strlen(reason) > 8);
	(*(unsigned *)user)++;
}

static void every_key_has_a_type_and_a_reason(void **state)
{
	unsigned keys = 0;

	(void)state;
	config_each_key(count_key, &keys);
	assert_true(keys >= 38);
}

#define WITH_PLACE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_PLACE(an_empty_group_has_every_default),
		WITH_PLACE(every_key_of_the_file_reaches_its_field),
		WITH_PLACE(every_fault_is_told_at_once_with_its_line),
		WITH_PLACE(an_unknown_key_is_offered_the_nearest),
		WITH_PLACE(a_kind_that_there_is_not_is_offered_the_nearest),
		WITH_PLACE(who_may_ask_by_ussd_is_said),
		WITH_PLACE(a_message_centre_needs_what_smpp_needs_and_takes_no_more),
		WITH_PLACE(two_links_share_neither_name_nor_device),
		WITH_PLACE(a_pin_is_digits_and_may_stand_in_a_file),
		WITH_PLACE(a_number_is_no_text_and_a_text_no_number),
		WITH_PLACE(a_relative_device_lies_beside_the_file),
		WITH_PLACE(a_device_is_never_run_as_a_command),
		WITH_PLACE(sockets_lie_beside_the_store_when_nothing_is_said),
		WITH_PLACE(a_file_that_is_none_is_one_fault),
		WITH_PLACE(a_gateway_has_at_most_64_links),
		WITH_PLACE(the_check_gets_what_could_be_read_in_spite_of_faults),
		WITH_PLACE(the_samples_of_this_project_have_no_fault),
		WITH_PLACE(paths_are_absolute_also_when_the_file_is_named_from_the_working_folder),
		WITH_PLACE(a_store_on_a_server_has_its_socket_where_a_folder_is),
		cmocka_unit_test(every_key_has_a_type_and_a_reason),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
