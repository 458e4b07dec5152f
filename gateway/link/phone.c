/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/link/phone.h"
#include "gateway/base/pdu.h"
#include "gateway/base/sure.h"

#include <gammu.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <utf8proc.h>

#define CONCAT_OCTETS 6

struct phone {
	GSM_StateMachine *machine;
	struct phone_options options;
	char *features;
	bool connected;
	phone_on_ussd *on_ussd;
	void *user;
	bool sent_told;
	int sent_cms, sent_reference;
	GSM_MultiSMSMessage list; /* 266 KB: not for a stack */
};

/* Exported by the library, and declared nowhere. */
GSM_Feature GSM_FeatureFromString(const char *feature);

/* libgammu calls this for its fixed waits: 100 and 500 ms around the prompt of AT+CMGS, 400 ms a command on slow links,
 * and ticks of 5 and 10 ms in its read loops, which wait in select() anyway. */
int usleep(useconds_t us)
{
	struct timespec ts;

	if (us == 100000 || us == 500000 || us == 400000)
		return 0;
	if (us == 5000 || us == 10000)
		us = 200;
	ts = (struct timespec){ .tv_sec = us / 1000000, .tv_nsec = (long)(us % 1000000) * 1000 };
	return nanosleep(&ts, NULL);
}

/* ---- errors ---- */

static enum phone_result result_of(GSM_Error error, struct why *why)
{
	switch (error) {
	case ERR_NONE:
		return PHONE_OK;
	case ERR_EMPTY:
	case ERR_INVALIDLOCATION:
		why_set(why, "nothing there");
		return PHONE_EMPTY;
	case ERR_TIMEOUT:
	case ERR_ABORTED:
	case ERR_DEVICEWRITEERROR:
	case ERR_DEVICEREADERROR:
	case ERR_DEVICENOTWORK:
	case ERR_DEVICEOPENERROR:
	case ERR_DEVICENOTEXIST:
	case ERR_NOTCONNECTED:
		why_set(why, "%s", GSM_ErrorString(error));
		return PHONE_LOST;
	default:
		why_set(why, "%s", GSM_ErrorString(error));
		return PHONE_REFUSED;
	}
}

/* ---- what the library calls back, within its functions ---- */

static void sent(GSM_StateMachine *machine, int status, int reference, void *user)
{
	struct phone *p = user;

	(void)machine;
	p->sent_told = true;
	p->sent_cms = status;
	p->sent_reference = reference;
}

static void ussd(GSM_StateMachine *machine, GSM_USSDMessage *message, void *user)
{
	static const unsigned status[] = { [USSD_Unknown] = 2,
		[USSD_NoActionNeeded] = 0,
		[USSD_ActionNeeded] = 1,
		[USSD_Terminated] = 2,
		[USSD_AnotherClient] = 3,
		[USSD_NotSupported] = 4,
		[USSD_Timeout] = 5 };
	struct phone *p = user;
	char text[PHONE_USSD_OCTETS];

	(void)machine;
	EncodeUTF8(text, message->Text);
	if (message->Status >= USSD_Unknown && message->Status <= USSD_Timeout)
		p->on_ussd(p->user, status[message->Status], text);
}

/* ---- life ---- */

struct phone *phone_new(const struct phone_options *options, phone_on_ussd *on_ussd, void *user)
{
	struct phone *p = calloc(1, sizeof *p);

	if (p == NULL || (p->machine = GSM_AllocStateMachine()) == NULL)
		abort();
	p->options = *options;
	p->on_ussd = on_ussd;
	p->user = user;
	return p;
}

void phone_free(struct phone **phone)
{
	struct phone *p = *phone;

	if (p == NULL)
		return;
	if (p->connected)
		GSM_TerminateConnection(p->machine); /* freeing alone does not close it */
	GSM_FreeStateMachine(p->machine);
	free(p);
	*phone = NULL;
}

void phone_abort(struct phone *phone)
{
	GSM_AbortOperation(phone->machine);
}

const char *phone_library(char to[static PHONE_ID_OCTETS])
{
	snprintf(to, PHONE_ID_OCTETS, "libgammu %s", GetGammuVersion());
	return to;
}

static void set_features(GSM_Config *config, const char *names)
{
	char *copy = sure_copy(names), *rest = copy, *name;
	unsigned n = 0;

	while ((name = strsep(&rest, ", ")) != NULL && n < GSM_MAX_PHONE_FEATURES) {
		GSM_Feature feature = *name == '\0' ? 0 : GSM_FeatureFromString(name);

		if (feature != 0)
			config->PhoneFeatures[n++] = feature;
	}
	free(copy);
}

static void configure(struct phone *p)
{
	GSM_Config *config = GSM_GetConfig(p->machine, 0);

	memset(config, 0, sizeof *config);
	config->Device = sure_copy(p->options.device);
	config->Connection = sure_copy(p->options.connection);
	config->DebugFile = sure_copy("");
	strcpy(config->DebugLevel, "nothing");
	config->UseGlobalDebugFile = FALSE;
	for (int i = 0; i < 5; i++)
		config->CNMIParams[i] = -1; /* the library's own: given ones are refused when one is 0 */
	set_features(config, p->options.features);
	GSM_SetConfigNum(p->machine, 1);
}

enum phone_result phone_open(struct phone *phone, struct why *why)
{
	enum phone_result result;

	configure(phone);
	phone->connected = true; /* also after a failure the library keeps the line open */
	result = result_of(GSM_InitConnection(phone->machine, 1), why);
	if (result != PHONE_OK)
		return result == PHONE_EMPTY ? PHONE_REFUSED : result;
	/* The memories that are not wanted are not looked at; what the library knows of the model stays. */
	if (strcmp(phone->options.memories, "SM") == 0)
		GSM_AddPhoneFeature(GSM_GetModelInfo(phone->machine), F_SMS_NO_ME);
	else if (strcmp(phone->options.memories, "ME") == 0)
		GSM_AddPhoneFeature(GSM_GetModelInfo(phone->machine), F_SMS_NO_SM);
	GSM_SetSendSMSStatusCallback(phone->machine, sent, phone); /* opening has cleared them */
	GSM_SetIncomingUSSDCallback(phone->machine, ussd, phone);
	return PHONE_OK;
}

enum phone_result phone_enter_pin(struct phone *phone, const char *pin, struct why *why)
{
	GSM_SecurityCode code = { .Type = SEC_Pin };
	enum phone_result result;

	snprintf(code.Code, sizeof code.Code, "%s", pin);
	result = result_of(GSM_EnterSecurityCode(phone->machine, &code), why);
	explicit_bzero(&code, sizeof code);
	return result;
}

/* ---- who and where it is ---- */

static enum phone_result identity(
	struct phone *p, GSM_Error (*get)(GSM_StateMachine *, char *), char to[static PHONE_ID_OCTETS], struct why *why)
{
	char value[256] = "";
	enum phone_result result = result_of(get(p->machine, value), why);

	if (result == PHONE_OK)
		snprintf(to, PHONE_ID_OCTETS, "%.*s", PHONE_ID_OCTETS - 1, value);
	return result;
}

enum phone_result phone_imei(struct phone *phone, char to[static PHONE_ID_OCTETS], struct why *why)
{
	return identity(phone, GSM_GetIMEI, to, why);
}

enum phone_result phone_imsi(struct phone *phone, char to[static PHONE_ID_OCTETS], struct why *why)
{
	return identity(phone, GSM_GetSIMIMSI, to, why);
}

static void to_utf8(const unsigned char *unicode, char *to, size_t octets)
{
	char text[2 * PHONE_USSD_OCTETS];

	EncodeUTF8(text, unicode);
	snprintf(to, octets, "%.*s", (int)octets - 1, text);
}

enum phone_result phone_smsc(struct phone *phone, char to[static PHONE_ID_OCTETS], struct why *why)
{
	GSM_SMSC smsc = { .Location = 1 };
	enum phone_result result = result_of(GSM_GetSMSC(phone->machine, &smsc), why);

	if (result == PHONE_OK)
		to_utf8(smsc.Number, to, PHONE_ID_OCTETS);
	return result;
}

enum phone_result phone_signal(struct phone *phone, int *percent, struct why *why)
{
	GSM_SignalQuality quality = { .SignalPercent = -1 };
	enum phone_result result = result_of(GSM_GetSignalQuality(phone->machine, &quality), why);

	if (result == PHONE_OK)
		*percent = quality.SignalPercent > 100 ? 100 : quality.SignalPercent;
	return result;
}

enum phone_result phone_operator(struct phone *phone, char to[static PHONE_NAME_OCTETS], struct why *why)
{
	GSM_NetworkInfo network = { .CID = "" };
	enum phone_result result = result_of(GSM_GetNetworkInfo(phone->machine, &network), why);

	if (result != PHONE_OK)
		return result;
	to_utf8(network.NetworkName, to, PHONE_NAME_OCTETS);
	if (to[0] == '\0')
		snprintf(to, PHONE_NAME_OCTETS, "%s", network.NetworkCode);
	return PHONE_OK;
}

static unsigned counted(int n)
{
	return n > 0 ? (unsigned)n : 0;
}

enum phone_result phone_storage(struct phone *phone, struct phone_storage *storage, struct why *why)
{
	GSM_SMSMemoryStatus status = { .SIMUsed = 0 };
	enum phone_result result = result_of(GSM_GetSMSStatus(phone->machine, &status), why);

	if (result == PHONE_OK)
		*storage = (struct phone_storage){ counted(status.SIMUsed), counted(status.SIMSize),
			counted(status.PhoneUsed), counted(status.PhoneSize) };
	return result;
}

/* ---- receiving ---- */

enum phone_result phone_receive(struct phone *phone, struct why *why)
{
	return result_of(GSM_SetIncomingSMS(phone->machine, TRUE), why);
}

enum phone_result phone_keep_radio(struct phone *phone, struct why *why)
{
	return result_of(GSM_SetFastSMSSending(phone->machine, TRUE), why);
}

enum phone_result phone_next(struct phone *phone, bool start, struct phone_place *place, struct why *why)
{
	GSM_SMSMessage *sms = &phone->list.SMS[0];
	char number[PHONE_ID_OCTETS];
	GSM_Error error;

	if (start)
		sms->Folder = 0;
	error = GSM_GetNextSMS(phone->machine, &phone->list, start);
	if (error == ERR_CORRUPTED) /* its place is known all the same */
		error = ERR_NONE;
	if (error == ERR_INVALIDLOCATION)
		error = ERR_EMPTY;
	if (error != ERR_NONE)
		return result_of(error, why);
	to_utf8(sms->Number, number, sizeof number);
	*place = (struct phone_place){ .location = sms->Location,
		.folder = sms->Folder,
		.memory = (int)sms->Memory,
		.number = (uint32_t)strtoul(number + (number[0] == '+'), NULL, 10) };
	return PHONE_OK;
}

enum phone_result phone_delete(struct phone *phone, const struct phone_place *place, struct why *why)
{
	GSM_SMSMessage *sms = calloc(1, sizeof *sms);
	enum phone_result result;

	if (sms == NULL)
		abort();
	sms->Location = place->location;
	sms->Folder = 0; /* the location holds the folder, as the library made it */
	sms->Memory = (GSM_MemoryType)place->memory;
	result = result_of(GSM_DeleteSMS(phone->machine, sms), why);
	free(sms);
	return result;
}

/* ---- sending ---- */

/* UTF-8 as the library keeps text: UTF-16, big end first. */
static size_t to_unicode(const char *text, size_t octets, unsigned char *to, size_t most)
{
	size_t n = 0;

	for (size_t at = 0; at < octets;) {
		utf8proc_int32_t c;
		utf8proc_ssize_t used =
			utf8proc_iterate((const utf8proc_uint8_t *)text + at, (utf8proc_ssize_t)(octets - at), &c);

		if (used <= 0 || n + 4 > most - 2)
			break;
		at += (size_t)used;
		if (c > 0xFFFF) {
			unsigned high = 0xD800 + (((unsigned)c - 0x10000) >> 10);

			to[n++] = (unsigned char)(high >> 8);
			to[n++] = (unsigned char)high;
			c = (int)(0xDC00 + (((unsigned)c - 0x10000) & 0x3FF));
		}
		to[n++] = (unsigned char)(c >> 8);
		to[n++] = (unsigned char)c;
	}
	to[n] = to[n + 1] = 0;
	return n / 2;
}

static void set_number(unsigned char *to, const char *number)
{
	to_unicode(number, strlen(number), to, GSM_MAX_NUMBER_LENGTH);
}

static void set_header(GSM_UDHHeader *header, const struct phone_part *part)
{
	const unsigned char octets[CONCAT_OCTETS] = { CONCAT_OCTETS - 1, 0, 3, (unsigned char)part->reference,
		(unsigned char)part->parts, (unsigned char)part->part };

	header->Type = UDH_NoUDH;
	header->ID8bit = header->ID16bit = header->PartNumber = header->AllParts = -1;
	if (part->parts <= 1)
		return;
	header->Type = UDH_ConcatenatedMessages;
	header->Length = CONCAT_OCTETS;
	memcpy(header->Text, octets, sizeof octets);
	header->ID8bit = (int)part->reference;
	header->PartNumber = (int)part->part;
	header->AllParts = (int)part->parts;
}

enum phone_result phone_send(struct phone *phone, const struct phone_part *part, struct why *why)
{
	GSM_SMSMessage *sms = calloc(1, sizeof *sms);
	enum phone_result result;

	if (sms == NULL)
		abort();
	set_header(&sms->UDH, part);
	set_number(sms->Number, part->to);
	set_number(sms->SMSC.Number, part->smsc); /* with Location 0, or the SIM's record overrides the validity */
	sms->SMSC.Validity.Format = part->validity_s > 0 ? SMS_Validity_RelativeFormat : SMS_Validity_NotAvailable;
	sms->SMSC.Validity.Relative = (GSM_ValidityPeriod)pdu_validity(part->validity_s);
	sms->SMSC.Format = SMS_FORMAT_Text;
	sms->Length = (int)to_unicode(part->text, part->octets, sms->Text, sizeof sms->Text);
	sms->PDU = part->receipt ? SMS_Status_Report : SMS_Submit;
	sms->Coding =
		part->alphabet == ALPHABET_GSM7 ? SMS_Coding_Default_No_Compression : SMS_Coding_Unicode_No_Compression;
	sms->Class = part->flash ? GSM_SMS_Flash : GSM_SMS_None;
	phone->sent_told = false;
	result = result_of(GSM_SendSMS(phone->machine, sms), why);
	free(sms);
	return result == PHONE_EMPTY ? PHONE_REFUSED : result;
}

bool phone_take_sent(struct phone *phone, int *cms, int *reference)
{
	if (!phone->sent_told)
		return false;
	phone->sent_told = false;
	*cms = phone->sent_cms;
	*reference = phone->sent_reference;
	return true;
}

void phone_read(struct phone *phone)
{
	GSM_ReadDevice(phone->machine, FALSE);
}

/* ---- USSD ---- */

enum phone_result phone_dial(struct phone *phone, const char *code, struct why *why)
{
	char number[PHONE_ID_OCTETS * 8];
	enum phone_result result = result_of(GSM_SetIncomingUSSD(phone->machine, TRUE), why);

	if (result != PHONE_OK)
		return result;
	snprintf(number, sizeof number, "%s", code);
	return result_of(GSM_DialService(phone->machine, number), why);
}

enum phone_result phone_hang_up(struct phone *phone, struct why *why)
{
	return result_of(GSM_SetIncomingUSSD(phone->machine, FALSE), why);
}
