package chat.parley.cli.client;

import chat.parley.cli.session.Ending;

/** How it ended. The reason is in words, for the user, and empty when the user left. */
public record Finish(Ending ending, String reason) {}
