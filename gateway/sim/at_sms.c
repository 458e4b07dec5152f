/* SPDX-License-Identifier: GPL-2.0-or-later */
/* at_sms.c - settings and memories of short messages (3GPP TS 27.005), PDU mode. */
#include "gateway/sim/modem_state.h"

#include "gateway/sim/at_args.h"

#include <stdio.h>
#include <string.h>

/* ---- settings ---- */

/* Text mode is not for a gateway: 0 is all there is. */
static int format(struct modem *m, const struct at_call *call)
{
	int pdu_mode = 0;

	return at_of_number(m, call, "+CMGF", &pdu_mode, 0, AT_CMS(CMS_NOT_ALLOWED));
}

static int more_messages(struct modem *m, const struct at_call *call)
{
	return at_of_number(m, call, "+CMMS", &m->set.cmms, 2, AT_CMS(CMS_NOT_ALLOWED));
}

static int bearer(struct modem *m, const struct at_call *call)
{
	return at_of_number(m, call, "+CGSMS", &m->set.cgsms, 3, AT_CMS(CMS_NOT_ALLOWED));
}

static int service(struct modem *m, const struct at_call *call)
{
	struct at_args args;

	if (call->form == AT_READ) {
		line_info(m, "+CSMS: %d,1,1,1", m->set.csms);
		return AT_OK;
	}
	if (call->form != AT_SET || at_args_read(call->args, &args) == -1 || args.count != 1 ||
		!at_args_number(&args, 0, 0, 1))
		return AT_CMS(CMS_NOT_ALLOWED);
	m->set.csms = args.at[0].number;
	line_info(m, "+CSMS: 1,1,1");
	return AT_OK;
}

static int indications(struct modem *m, const struct at_call *call)
{
	static const int most[5] = { 2, 3, 2, 2, 1 };
	struct at_args args;
	int value[5];

	if (call->form == AT_READ) {
		line_info(m, "+CNMI: %d,%d,%d,%d,%d", m->set.cnmi[0], m->set.cnmi[1], m->set.cnmi[2], m->set.cnmi[3],
			m->set.cnmi[4]);
		return AT_OK;
	}
	if (call->form != AT_SET || at_args_read(call->args, &args) == -1 || args.count > 5)
		return AT_CMS(CMS_NOT_ALLOWED);
	memcpy(value, m->set.cnmi, sizeof value);
	for (unsigned i = 0; i < 5; i++)
		if (!at_args_optional(&args, i, 0, most[i], &value[i]))
			return AT_CMS(CMS_NOT_ALLOWED);
	if (m->set.cnmi[0] == 0 && value[0] != 0 && value[4] == 1)
		buf_clear(&m->sms_lines); /* <bfr> 1: what was held back is dropped */
	memcpy(m->set.cnmi, value, sizeof value);
	network_push(m);
	return AT_OK;
}

static int acknowledge(struct modem *m, const struct at_call *call)
{
	struct at_args args;
	int how = 0;

	if (call->form == AT_READ || at_args_read(call->args, &args) == -1 || !at_args_optional(&args, 0, 0, 2, &how) ||
		m->set.csms != 1)
		return AT_CMS(CMS_NOT_ALLOWED);
	return network_acknowledge(m, how != 2);
}

static int centre(struct modem *m, const struct at_call *call)
{
	struct at_args args;
	struct buf text;
	int type = 145, result = AT_OK;

	buf_init(&text);
	if (call->form == AT_READ) {
		at_string(m, m->smsc, &text);
		line_info(m, "+CSCA: \"%s\",%d", text.data, m->smsc[0] == '+' ? 145 : 129);
	} else if (call->form != AT_SET || at_args_read(call->args, &args) == -1 || !at_args_text(&args, 0) ||
		   !at_args_optional(&args, 1, 128, 255, &type) || at_string_read(m, args.at[0].text, &text) == -1 ||
		   text.length < 3 || text.length >= sizeof m->smsc ||
		   strspn(text.data + 1, "0123456789") != text.length - 1) {
		result = AT_CMS(CMS_NOT_ALLOWED);
	} else {
		bool plus = type == 145 && text.data[0] != '+';

		snprintf(m->smsc, sizeof m->smsc, "%s%.20s", plus ? "+" : "", text.data);
	}
	buf_fini(&text);
	return result;
}

/* ---- memories ---- */

static struct storage *memory_of(struct modem *m, const char *name, bool reports_too)
{
	if (strcmp(name, "SM") == 0)
		return &m->sm;
	if (strcmp(name, "ME") == 0)
		return &m->me;
	return reports_too && strcmp(name, "SR") == 0 ? &m->sr : NULL;
}

static void show_memories(struct modem *m, bool names)
{
	struct buf out;

	buf_init(&out);
	for (unsigned i = 0; i < 3; i++) {
		const struct storage *s = m->set.memory[i];

		if (i > 0)
			buf_addc(&out, ',');
		if (names)
			buf_addf(&out, "\"%s\",", s->name);
		buf_addf(&out, "%u,%u", storage_count(s), s->capacity);
	}
	line_info(m, "+CPMS: %s", out.data);
	buf_fini(&out);
}

static int memories(struct modem *m, const struct at_call *call)
{
	struct storage *chosen[3];
	struct at_args args;

	if (call->form == AT_READ) {
		show_memories(m, true);
		return AT_OK;
	}
	if (call->form != AT_SET || at_args_read(call->args, &args) == -1 || args.count < 1 || args.count > 3)
		return AT_CMS(CMS_NOT_ALLOWED);
	for (unsigned i = 0; i < 3; i++) {
		chosen[i] = m->set.memory[i];
		if (i >= args.count || !args.at[i].given)
			continue;
		if (!at_args_text(&args, i) || (chosen[i] = memory_of(m, args.at[i].text, i == 0)) == NULL)
			return AT_CMS(CMS_NOT_ALLOWED);
	}
	memcpy(m->set.memory, chosen, sizeof chosen);
	show_memories(m, false);
	network_push(m);
	return AT_OK;
}

static void mark_read(struct stored *at)
{
	if (at->status == STORAGE_UNREAD)
		at->status = STORAGE_READ;
}

static int list(struct modem *m, const struct at_call *call)
{
	const struct storage *memory = m->set.memory[0];
	struct at_args args;
	char hex[PDU_HEX_OCTETS];
	int wanted = STORAGE_UNREAD;

	if (call->form == AT_READ || at_args_read(call->args, &args) == -1 || args.count > 1 ||
		!at_args_optional(&args, 0, 0, 4, &wanted))
		return AT_CMS(CMS_NOT_ALLOWED);
	for (unsigned place = 1; place <= memory->capacity; place++) {
		struct stored *at = storage_at(memory, place);

		if (at == NULL || (wanted != STORAGE_ALL && at->status != (enum storage_status)wanted))
			continue;
		line_info(m, "+CMGL: %u,%d,,%zu\r\n%s", place, at->status, at->tpdu_octets,
			pdu_to_hex(at->octets, at->length, hex));
		mark_read(at);
	}
	return AT_OK;
}

static int read_one(struct modem *m, const struct at_call *call)
{
	struct at_args args;
	char hex[PDU_HEX_OCTETS];
	struct stored *at;

	if (call->form != AT_SET || at_args_read(call->args, &args) == -1 || args.count != 1 ||
		!at_args_number(&args, 0, 0, STORAGE_PLACES_MAX))
		return AT_CMS(CMS_NOT_ALLOWED);
	at = storage_at(m->set.memory[0], (unsigned)args.at[0].number);
	if (at == NULL)
		return AT_CMS(CMS_INDEX);
	line_info(m, "+CMGR: %d,,%zu\r\n%s", at->status, at->tpdu_octets, pdu_to_hex(at->octets, at->length, hex));
	mark_read(at);
	return AT_OK;
}

static void delete_place(struct modem *m, struct storage *memory, unsigned place)
{
	struct stored *at = storage_at(memory, place);
	struct modem_event event = { .kind = MODEM_DELETED, .memory = memory->name, .place = place };
	struct buf text;
	struct pdu pdu;

	buf_init(&text);
	if (at->status <= STORAGE_READ && pdu_decode(at->octets, at->length, PDU_FROM_NETWORK, &pdu, NULL) == 0) {
		event.peer = pdu.peer.text;
		if (pdu.type == PDU_DELIVER)
			pdu_text(&pdu, &text);
		event.text = text.data;
	}
	storage_delete(memory, place);
	m->counters.deleted++;
	modem_tell(m, &event);
	buf_fini(&text);
}

/* <delflag>: 1 the read ones, 2 the sent too, 3 the unsent too, 4 all (3GPP TS 27.005, 3.5.4). */
static bool falls_under(enum storage_status status, int flag)
{
	switch (status) {
	case STORAGE_READ:
		return flag >= 1;
	case STORAGE_SENT:
		return flag >= 2;
	case STORAGE_UNSENT:
		return flag >= 3;
	default:
		return flag == 4;
	}
}

static int show_deletable(struct modem *m)
{
	const struct storage *memory = m->set.memory[0];
	struct buf out;

	buf_init(&out);
	for (unsigned place = 1; place <= memory->capacity; place++)
		if (storage_at(memory, place) != NULL)
			buf_addf(&out, "%s%u", out.length > 0 ? "," : "", place);
	buf_adds(&m->output, "\r\n+CMGD: (");
	buf_add(&m->output, out.data, out.length);
	buf_adds(&m->output, "),(0-4)\r\n");
	buf_fini(&out);
	return AT_OK;
}

static int delete (struct modem *m, const struct at_call *call)
{
	struct storage *memory = m->set.memory[0];
	struct at_args args;
	int flag = 0;

	if (call->form == AT_TEST)
		return show_deletable(m);
	if (call->form != AT_SET || at_args_read(call->args, &args) == -1 || args.count > 2 ||
		!at_args_number(&args, 0, 0, STORAGE_PLACES_MAX) || !at_args_optional(&args, 1, 0, 4, &flag))
		return AT_CMS(CMS_NOT_ALLOWED);
	if (flag == 0) {
		if (storage_at(memory, (unsigned)args.at[0].number) == NULL)
			return AT_CMS(CMS_INDEX);
		delete_place(m, memory, (unsigned)args.at[0].number);
	}
	for (unsigned place = 1; flag > 0 && place <= memory->capacity; place++) {
		const struct stored *at = storage_at(memory, place);

		if (at != NULL && falls_under(at->status, flag))
			delete_place(m, memory, place);
	}
	network_push(m);
	return AT_OK;
}

const struct at_command at_sms[] = {
	{ "+CMGF", format, "(0)", AT_BEFORE_PIN | AT_SMS },
	{ "+CSMS", service, "(0,1)", AT_SMS },
	{ "+CMMS", more_messages, "(0-2)", AT_SMS },
	{ "+CGSMS", bearer, "(0-3)", AT_SMS },
	{ "+CNMI", indications, "(0-2),(0-3),(0-2),(0-2),(0,1)", AT_SMS },
	{ "+CNMA", acknowledge, "(0-2)", AT_SMS },
	{ "+CSCA", centre, "", AT_SMS },
	{ "+CPMS", memories, "(\"SM\",\"ME\",\"SR\"),(\"SM\",\"ME\"),(\"SM\",\"ME\")", AT_SMS },
	{ "+CMGL", list, "(0-4)", AT_SMS },
	{ "+CMGR", read_one, "", AT_SMS },
	{ "+CMGD", delete, NULL, AT_SMS },
	{ 0 },
};
