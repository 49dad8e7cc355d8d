package chat.parley.server.company;

import chat.parley.contracts.status.NodeStatus;

/**
 * When a process was heard last, and what it said.
 *
 * @param heardMillis by this process's own clock, which nobody sets
 */
public record Sighting(NodeStatus status, long heardMillis) {}
