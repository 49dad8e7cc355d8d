/** What the stores of the services have in common: the dialects of SQL, and how PostgreSQL is opened and owned. */
@NullMarked
package chat.parley.database.jdbc;

import org.jspecify.annotations.NullMarked;
