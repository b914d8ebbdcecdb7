"""A fake shop in a process of its own: at a random port, ready when it is there, gone at the end."""

import json
import os
import shlex
import signal
import subprocess
import urllib.error
import urllib.request


class FakeShop:
    """Use it in a `with`. Whatever ends this process ends the fake as well: it reads our pipe."""

    def __init__(self, *options, seed=None):
        self.options = options
        self.seed = seed

    def __enter__(self):
        command = shlex.split(os.environ.get("FAKE_COMMAND", "npx genstore-inventory"))
        flags = ["fake", "--port", "0", "--control", "--json", "--until-input-ends", "--rate-limit", "off"]
        self.process = subprocess.Popen(
            [*command, *flags, *self.options],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,  # Ctrl-C is for us: the fake ends after its last test
        )
        # One line of JSON, when it listens.
        line = self.process.stdout.readline()
        if line == "":
            raise RuntimeError(f"the fake did not start, and ended with {self.process.wait()}")
        said = json.loads(line)
        self.url = said["url"]
        self.token = said["accessToken"]
        self.version = said["apiVersion"]
        if self.seed is not None:
            self.control("POST", "reset", {"seed": self.seed})
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()

    def control(self, method, path, body=None):
        """Asks `/__fake/`: returns the JSON of the answer, and raises what it says went wrong."""
        status, text = self._send(method, f"/__fake/{path}", body, {})
        answer = json.loads(text) if text else None
        if status >= 400:
            raise AssertionError(f"{method} /__fake/{path}: {status}: {answer['error']}")
        return answer

    def api(self, method, path, body=None, token=None):
        """Asks the API as a program does: returns the status and the text of the answer."""
        headers = {"X-Genstore-Access-Token": token or self.token}
        return self._send(method, f"/api/{self.version}{path}", body, headers)

    def _send(self, method, path, body, headers):
        data = None if body is None else json.dumps(body).encode()
        if data is not None:
            headers = {**headers, "Content-Type": "application/json"}
        request = urllib.request.Request(self.url + path, data, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()
