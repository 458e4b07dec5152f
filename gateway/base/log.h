/* SPDX-License-Identifier: GPL-2.0-or-later */
/* log.h - one event a line on stderr: level=info event=sent key=value ...
 *
 * Never a message's text nor a whole number: log_mask() stands before every
 * number. Values with spaces, quotes or '=' are quoted by log_quote().
 */
#ifndef GATEWAY_BASE_LOG_H
#define GATEWAY_BASE_LOG_H

enum log_level { LOG_LEVEL_ERROR, LOG_LEVEL_WARN, LOG_LEVEL_INFO, LOG_LEVEL_DEBUG };

/* Name the process ("router", "link/viettel-1"); it stands in every line as proc=. Also reads KENG_LOG=debug. */
void log_init(const char *process);

/* Write one line. format holds the key=value pairs behind the event. */
void log_event(enum log_level level, const char *event, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Lines are held until log_release() writes them, or log_drop() forgets them as what they tell of was taken back; only
 * when they are too many some go before. Who may die in between calls none of these. */
void log_hold(void);
void log_release(void);
void log_drop(void);

#define log_error(event, ...) log_event(LOG_LEVEL_ERROR, event, __VA_ARGS__)
#define log_warn(event, ...)  log_event(LOG_LEVEL_WARN, event, __VA_ARGS__)
#define log_info(event, ...)  log_event(LOG_LEVEL_INFO, event, __VA_ARGS__)
#define log_debug(event, ...) log_event(LOG_LEVEL_DEBUG, event, __VA_ARGS__)

#define LOG_MASK_OCTETS 24
/* "+84905123456" becomes "+8490****56"; what is no number keeps its first two letters. Returns to. */
const char *log_mask(const char *number, char to[static LOG_MASK_OCTETS]);

#define LOG_URL_OCTETS 200
/* "postgresql://user:secret@host/database?password=secret" without its secrets: what stands between the first ':' after the
 * user and the last '@', and what follows the latter. Returns to. */
const char *log_mask_url(const char *url, char to[static LOG_URL_OCTETS]);

#define LOG_QUOTE_OCTETS 600
/* A value as it may stand in a line: in quotes when it needs them, control characters as \xNN. Returns to. */
const char *log_quote(const char *value, char to[static LOG_QUOTE_OCTETS]);

#endif
