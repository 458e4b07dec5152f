/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/port.h"

#include <assert.h>
#include <errno.h>
#include <event2/event.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define READ_OCTETS 65536
#define FDS_MAX     64 /* descriptors that may wait to be taken; more are closed */

struct port {
	int fd;
	struct event *readable, *writable;
	struct buf in, out;
	port_on_frame *on_frame;
	port_on_end *on_end;
	void *user;
	bool *freed; /* set while a handler runs: tells that it freed us */
	int fds[FDS_MAX];
	unsigned fds_used;
};

static void read_some(evutil_socket_t fd, short what, void *user);
static void write_some(evutil_socket_t fd, short what, void *user);

struct port *port_new(struct event_base *base, int fd, port_on_frame *on_frame, port_on_end *on_end, void *user)
{
	struct port *p = calloc(1, sizeof *p);

	if (p == NULL)
		abort();
	evutil_make_socket_nonblocking(fd);
	p->fd = fd;
	p->on_frame = on_frame;
	p->on_end = on_end;
	p->user = user;
	buf_init(&p->in);
	buf_init(&p->out);
	p->readable = event_new(base, fd, EV_READ | EV_PERSIST, read_some, p);
	p->writable = event_new(base, fd, EV_WRITE, write_some, p);
	if (p->readable == NULL || p->writable == NULL)
		abort();
	event_add(p->readable, NULL);
	return p;
}

void port_free(struct port **port)
{
	struct port *p = *port;

	if (p == NULL)
		return;
	*port = NULL;
	if (p->freed != NULL)
		*p->freed = true;
	event_free(p->readable);
	event_free(p->writable);
	for (unsigned i = 0; i < p->fds_used; i++)
		close(p->fds[i]);
	close(p->fd);
	buf_fini(&p->in);
	buf_fini(&p->out);
	free(p);
}

/* Keep the descriptors that came with one message. */
static void take_descriptors(struct port *p, struct msghdr *m)
{
	for (struct cmsghdr *c = CMSG_FIRSTHDR(m); c != NULL; c = CMSG_NXTHDR(m, c)) {
		size_t n;

		if (c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_RIGHTS)
			continue;
		n = (c->cmsg_len - CMSG_LEN(0)) / sizeof(int);
		for (size_t i = 0; i < n; i++) {
			int fd;

			memcpy(&fd, CMSG_DATA(c) + i * sizeof fd, sizeof fd);
			if (p->fds_used < FDS_MAX)
				p->fds[p->fds_used++] = fd;
			else
				close(fd);
		}
	}
}

/* Hand on the frames that stand in the buffer. False when the port is gone. */
static bool hand_on(struct port *p)
{
	bool freed = false;
	size_t done = 0;

	/* cppcheck-suppress autoVariables ; reset below, and port_free() only writes to it */
	p->freed = &freed;
	for (;;) {
		struct frame frame;
		struct why why;
		size_t used;
		int got = frame_decode(p->in.data + done, p->in.length - done, &frame, &used, &why);

		if (got == 0)
			break;
		if (got == -1) {
			p->freed = NULL;
			p->on_end(p, why.text, p->user);
			return false;
		}
		p->on_frame(p, &frame, p->user);
		if (freed)
			return false;
		done += used;
	}
	p->freed = NULL;
	buf_drop(&p->in, done);
	return true;
}

static void read_some(evutil_socket_t fd, short what, void *user)
{
	struct port *p = user;
	char control[CMSG_SPACE(16 * sizeof(int))];
	struct iovec v = { .iov_base = buf_room(&p->in, READ_OCTETS), .iov_len = READ_OCTETS };
	struct msghdr m = { .msg_iov = &v, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control };
	ssize_t n = recvmsg(fd, &m, MSG_CMSG_CLOEXEC | MSG_DONTWAIT);

	(void)what;
	if (n == -1) {
		if (errno != EAGAIN && errno != EINTR)
			p->on_end(p, strerror(errno), p->user);
		return;
	}
	if (n == 0) {
		p->on_end(p, "closed", p->user);
		return;
	}
	take_descriptors(p, &m);
	p->in.length += (size_t)n;
	hand_on(p);
}

static void write_some(evutil_socket_t fd, short what, void *user)
{
	struct port *p = user;
	ssize_t n;

	(void)what;
	if (p->out.length == 0)
		return;
	n = send(fd, p->out.data, p->out.length, MSG_NOSIGNAL | MSG_DONTWAIT);
	if (n > 0)
		buf_drop(&p->out, (size_t)n);
	/* A broken pipe shows as an end to the reader, which tells the owner once. */
	if (p->out.length > 0 && (n > 0 || errno == EAGAIN || errno == EINTR))
		event_add(p->writable, NULL);
}

void port_send_octets(struct port *port, const char *octets, size_t n)
{
	if (port->out.length + n > PORT_OCTETS_MAX) {
		shutdown(port->fd, SHUT_RDWR); /* the reader sees the end and tells the owner */
		return;
	}
	buf_add(&port->out, octets, n);
	write_some(port->fd, EV_WRITE, port);
}

void port_send(struct port *port, const struct frame *frame)
{
	struct buf octets;

	buf_init(&octets);
	frame_encode(frame, &octets);
	port_send_octets(port, octets.data, octets.length);
	buf_fini(&octets);
}

/* Write all that waits, blocking. */
static int flush(struct port *p, struct why *why)
{
	while (p->out.length > 0) {
		struct pollfd w = { .fd = p->fd, .events = POLLOUT };
		ssize_t n = send(p->fd, p->out.data, p->out.length, MSG_NOSIGNAL | MSG_DONTWAIT);

		if (n > 0)
			buf_drop(&p->out, (size_t)n);
		else if (errno == EAGAIN || errno == EINTR)
			poll(&w, 1, 1000);
		else
			return why_set(why, "writing to a socket: %s", strerror(errno));
	}
	return 0;
}

int port_send_fd(struct port *port, const struct frame *frame, int fd, struct why *why)
{
	char control[CMSG_SPACE(sizeof(int))] = { 0 };
	struct buf octets;
	struct iovec v;
	struct msghdr m = { .msg_iov = &v, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control };
	struct cmsghdr *c = CMSG_FIRSTHDR(&m);
	ssize_t n;

	if (flush(port, why) == -1)
		return -1;
	c->cmsg_level = SOL_SOCKET;
	c->cmsg_type = SCM_RIGHTS;
	c->cmsg_len = CMSG_LEN(sizeof(int));
	memcpy(CMSG_DATA(c), &fd, sizeof fd);
	buf_init(&octets);
	frame_encode(frame, &octets);
	v = (struct iovec){ .iov_base = octets.data, .iov_len = octets.length };
	do {
		struct pollfd w = { .fd = port->fd, .events = POLLOUT };

		n = sendmsg(port->fd, &m, MSG_NOSIGNAL);
		if (n == -1 && errno == EAGAIN)
			poll(&w, 1, 1000);
	} while (n == -1 && (errno == EINTR || errno == EAGAIN));
	if (n > 0 && (size_t)n < octets.length)
		port_send_octets(port, octets.data + n, octets.length - (size_t)n);
	buf_fini(&octets);
	return n == -1 ? why_set(why, "passing a socket on: %s", strerror(errno)) : 0;
}

int port_take_fd(struct port *port)
{
	int fd;

	if (port->fds_used == 0)
		return -1;
	fd = port->fds[0];
	port->fds_used--;
	memmove(port->fds, port->fds + 1, port->fds_used * sizeof fd);
	return fd;
}

bool port_is_flushed(const struct port *port)
{
	return port->out.length == 0;
}
