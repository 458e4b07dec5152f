/* SPDX-License-Identifier: GPL-2.0-or-later */
/* command.h - the subcommands of keng.
 *
 * Each takes its own command line, argv[0] being its name, and returns the exit
 * status (gateway/command/usage.h). Each lies in the file of its name.
 */
#ifndef GATEWAY_COMMAND_COMMAND_H
#define GATEWAY_COMMAND_COMMAND_H

int command_run(int argc, char **argv);
int command_role(int argc, char **argv); /* what keng run starts; not listed in --help */
int command_check(int argc, char **argv);
int command_try(int argc, char **argv);
int command_replay(int argc, char **argv);
int command_unknown(int argc, char **argv);
int command_alias(int argc, char **argv);
int command_phone(int argc, char **argv);
int command_texts(int argc, char **argv);
int command_send(int argc, char **argv);
int command_status(int argc, char **argv);
int command_link(int argc, char **argv);
int command_import(int argc, char **argv);
int command_export(int argc, char **argv);
int command_reorganise(int argc, char **argv);
int command_erase(int argc, char **argv);
int command_suspend(int argc, char **argv);
int command_backup(int argc, char **argv);
int command_restore(int argc, char **argv);
int command_migrate_store(int argc, char **argv);
int command_modem(int argc, char **argv);
int command_modem_sim(int argc, char **argv);
int command_smsc_sim(int argc, char **argv);

#endif
