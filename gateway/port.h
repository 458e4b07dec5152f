/* SPDX-License-Identifier: GPL-2.0-or-later */
/* port.h - frames over a socket within an event loop.
 *
 * Never blocks. What is written waits in memory until the socket takes it; a
 * peer that lets more than PORT_OCTETS_MAX pile up is dropped. File
 * descriptors travel with port_send_fd() and arrive in the order sent.
 */
#ifndef GATEWAY_PORT_H
#define GATEWAY_PORT_H

#include "gateway/frame.h"

struct event_base;
struct port;

#define PORT_OCTETS_MAX (128u << 20)

/* A frame came. It is borrowed: valid until the handler returns. The handler may free the port. */
typedef void port_on_frame(struct port *port, const struct frame *frame, void *user);
/* The other side closed (reason "closed"), failed, or sent what is no frame. The handler frees the port. */
typedef void port_on_end(struct port *port, const char *reason, void *user);

/* Takes the descriptor over. Yours until port_free(), which closes it. */
struct port *port_new(struct event_base *base, int fd, port_on_frame *on_frame, port_on_end *on_end, void *user);
void port_free(struct port **port);

void port_send(struct port *port, const struct frame *frame);
/* Octets that frame_encode() made. */
void port_send_octets(struct port *port, const char *octets, size_t n);
/* Send a frame together with a descriptor, which stays the caller's. Blocks for a moment when the socket is full. */
int port_send_fd(struct port *port, const struct frame *frame, int fd, struct why *why);
/* The oldest descriptor that came along and was not taken yet, or -1. Now the caller's. */
int port_take_fd(struct port *port);
/* Nothing waits to be written. */
bool port_is_flushed(const struct port *port);

#endif
