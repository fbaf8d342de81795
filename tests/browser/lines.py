"""The wire between a browser and the server: it can be held, let go and cut."""

STREAM = "**/_stcore/stream"


class Line:
    """Passes everything on, unless it is told otherwise."""

    def __init__(self, page):
        self.made = []
        self._is_held = self._is_down = False
        self._waiting = []
        page.route_web_socket(STREAM, self._connect)

    def _connect(self, socket):
        if self._is_down:
            socket.close()
            return
        server = socket.connect_to_server()
        server.on_message(lambda message: self._pass(socket.send, message))
        self.made.append((socket, server))

    def _pass(self, send, message):
        if self._is_held:
            self._waiting.append((send, message))
        else:
            send(message)

    def hold(self):
        """Keep what the server says, as if it were slow."""
        self._is_held = True

    def let_go(self):
        """Pass on what was kept, in its order."""
        self._is_held = False
        waiting, self._waiting = self._waiting, []
        for send, message in waiting:
            send(message)

    def cut(self, *, for_good=False):
        """Close the connection; for good, until :meth:`mend`, no other is made."""
        self._is_down = for_good
        for end in self.made[-1]:
            end.close()

    def mend(self):
        """Let connections be made again."""
        self._is_down = False
