"""A real mail server, as small as can be: it takes mail, refuses it, or is slow to answer."""

import socketserver
import threading
from email import message_from_bytes, policy
from email.message import EmailMessage

ANSWERS = {
    b"EHLO": "250 here",
    b"HELO": "250 here",
    b"MAIL": "250 ok",
    b"RCPT": "250 ok",
    b"RSET": "250 ok",
    b"DATA": "354 go on",
    b"QUIT": "221 bye",
}


class Post(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Session)
        self.taken: list[EmailMessage] = []
        self.refusing = False
        self.seen = 0
        """Mails that came, taken or not."""
        self.open = threading.Event()
        """While it is clear, a mail that has come waits for its answer and is not taken."""
        self.open.set()
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    def take(self, mail: bytes) -> bool:
        self.seen += 1
        self.open.wait(60)
        if not self.refusing:
            self.taken.append(message_from_bytes(mail, policy=policy.default))
        return not self.refusing

    def close(self) -> None:
        self.open.set()
        self.shutdown()
        self.server_close()


class Session(socketserver.StreamRequestHandler):
    server: Post

    def say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")

    def handle(self) -> None:
        self.say("220 post")
        for line in self.rfile:
            word = line[:4].upper()
            self.say(ANSWERS.get(word, "500 what?"))
            if word == b"DATA":
                self.end_of_data(b"".join(iter(self.rfile.readline, b".\r\n")))

    def end_of_data(self, mail: bytes) -> None:
        taken = self.server.take(mail)
        self.say("250 taken" if taken else "451 not now")

    def finish(self) -> None:
        try:
            super().finish()
        except OSError:
            """The other side died."""
