package chat.parley.room.store;

class MemoryRoomStoreTest extends RoomStoreContract {
    @Override
    protected RoomStore open() {
        return new MemoryRoomStore();
    }
}
