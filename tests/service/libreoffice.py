# mypy: ignore-errors
# ruff: noqa: T201
"""Runs inside LibreOffice's Python: has Writer proofread a text with the server of the first argument.

Prints what the checker found as JSON: the words, the message and the suggestions of each error, by paragraph.
"""

import json
import os
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.lang import Locale

_CHECKER = "org.openoffice.lingu.LanguageToolGrammarChecker"
_PROOFREADING = 2  # com.sun.star.text.TextMarkupType
_PARAGRAPH_BREAK = 0  # com.sun.star.text.ControlCharacter
_SETTINGS = "/org.openoffice.Office.Linguistic/GrammarChecking/LanguageTool"


def main() -> None:
    server, language, country, *paragraphs = sys.argv[1:]
    with tempfile.TemporaryDirectory() as profile:
        pipe = f"pipe,name=lint{os.getpid()}"
        command = [
            "soffice",
            f"-env:UserInstallation=file://{profile}",
            "--headless",
            "--norestore",
            f"--accept={pipe};urp;",
        ]
        office = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            context = _connect(pipe, office)
            _set_up(context, server)
            print(json.dumps(_check(context, Locale(language, country, ""), paragraphs)))
            _desktop(context).terminate()
            office.wait(30)
        finally:
            if office.poll() is None:
                office.kill()


def _connect(pipe, office):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(300):
        try:
            return resolver.resolve(f"uno:{pipe};urp;StarOffice.ComponentContext")
        except Exception:
            if office.poll() is not None:
                raise
            time.sleep(0.2)
    raise SystemExit("LibreOffice did not start")


def _make(context, name, *arguments):
    manager = context.ServiceManager
    if arguments:
        return manager.createInstanceWithArgumentsAndContext(name, arguments, context)
    return manager.createInstanceWithContext(name, context)


def _desktop(context):
    return _make(context, "com.sun.star.frame.Desktop")


def _value(name, value):
    return PropertyValue(name, 0, value, 0)


def _set_up(context, server):
    provider = _make(context, "com.sun.star.configuration.ConfigurationProvider")
    settings = provider.createInstanceWithArguments(
        "com.sun.star.configuration.ConfigurationUpdateAccess", (_value("nodepath", _SETTINGS),)
    )
    settings.setPropertyValue("BaseURL", f"{server}/v2")
    settings.setPropertyValue("IsEnabled", True)
    settings.commitChanges()


def _check(context, locale, paragraphs):
    """Write a document and have each of its paragraphs proofread, as Writer does for what it shows."""
    document = _desktop(context).loadComponentFromURL("private:factory/swriter", "_blank", 0, (_value("Hidden", True),))
    _write(document, locale, paragraphs)
    checker = _make(context, _CHECKER)
    assert checker.hasLocale(locale), [f"{x.Language}-{x.Country}" for x in checker.getLocales()]
    service = _make(context, "com.sun.star.linguistic2.LinguServiceManager")
    service.setConfiguredServices("com.sun.star.linguistic2.Proofreader", locale, (_CHECKER,))
    proofreader = _make(context, "com.sun.star.linguistic2.ProofreadingIterator")
    found = []
    flat = document.getFlatParagraphIterator(_PROOFREADING, False)
    paragraph = flat.getFirstPara()
    while paragraph:
        text = paragraph.getText()
        result = proofreader.checkSentenceAtPosition(document, paragraph, text, locale, 0, len(text), -1)
        found.append([_error(text, error) for error in result.aErrors])
        paragraph = flat.getParaAfter(paragraph)
    document.close(True)
    return found


def _write(document, locale, paragraphs):
    text = document.getText()
    cursor = text.createTextCursor()
    cursor.setPropertyValue("CharLocale", locale)
    for number, paragraph in enumerate(paragraphs):
        if number:
            text.insertControlCharacter(cursor, _PARAGRAPH_BREAK, False)
        text.insertString(cursor, paragraph, False)


def _error(text, error):
    units = text.encode("utf-16-le")
    start, end = 2 * error.nErrorStart, 2 * (error.nErrorStart + error.nErrorLength)
    return {
        "text": units[start:end].decode("utf-16-le"), "message": error.aFullComment or error.aShortComment,
        "suggestions": list(error.aSuggestions),
    }  # fmt: skip


main()
