/** The client's own settings: its file, what the command line puts over them, and where its files lie. */
@NullMarked
package chat.parley.cli.config;

import org.jspecify.annotations.NullMarked;
