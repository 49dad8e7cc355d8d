package chat.parley.relay.session;

import chat.parley.relay.view.Views;

/**
 * What the sessions of one event loop have in common.
 *
 * @param views what this loop knows of people and rooms
 * @param commands what clients may say
 * @param events how what happened is put into lines
 */
public record SessionContext(SessionSettings settings, Views views, CommandTable commands, EventPrinter events) {}
