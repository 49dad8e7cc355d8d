/** The user table in a database: opening, migrations, the import of the system before, and every SQL statement. */
@NullMarked
package chat.parley.auth.jdbc;

import org.jspecify.annotations.NullMarked;
