/** What a user may type: messages, and the commands that begin with a slash, one class each. */
@NullMarked
package chat.parley.cli.command.slash;

import org.jspecify.annotations.NullMarked;
