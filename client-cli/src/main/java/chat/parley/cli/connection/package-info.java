/** The way to a server: TLS, which certificates are trusted, and lines in and out. */
@NullMarked
package chat.parley.cli.connection;

import org.jspecify.annotations.NullMarked;
