/** The commands of the command line, one class each. */
@NullMarked
package chat.parley.cli.command;

import org.jspecify.annotations.NullMarked;
