/** What the stores of the services have in common: the dialects of SQL, how PostgreSQL is opened and owned, and how SQLite is copied. */
@NullMarked
package chat.parley.database.jdbc;

import org.jspecify.annotations.NullMarked;
