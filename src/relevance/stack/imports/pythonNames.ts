// How modules of Python are called, and the packages that they come from. A package that is imported by its own name (with `_`
// for `-`) needs no line here.

/** What comes with Python: the modules of its library, as of 3.14, and those that were taken out since 3.8. */
const standard = new Set(
  (
    '__future__ __main__ _thread _typeshed abc aifc annotationlib antigravity argparse array ast asynchat asyncio asyncore atexit ' +
    'audioop base64 bdb binascii binhex bisect builtins bz2 cProfile calendar cgi cgitb chunk cmath cmd code codecs codeop ' +
    'collections colorsys compileall compression concurrent configparser contextlib contextvars copy copyreg crypt csv ctypes curses ' +
    'dataclasses datetime dbm decimal difflib dis distutils doctest email encodings ensurepip enum errno faulthandler fcntl filecmp ' +
    'fileinput fnmatch formatter fractions ftplib functools gc genericpath getopt getpass gettext glob graphlib grp gzip hashlib ' +
    'heapq hmac html http idlelib imaplib imghdr imp importlib inspect io ipaddress itertools json keyword lib2to3 linecache locale ' +
    'logging lzma mailbox mailcap marshal math mimetypes mmap modulefinder msilib msvcrt multiprocessing netrc nis nntplib nt ' +
    'ntpath numbers opcode operator optparse os ossaudiodev parser pathlib pdb pickle pickletools pipes pkgutil platform plistlib ' +
    'poplib posix posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc pydoc_data pyexpat queue quopri random re ' +
    'readline reprlib resource rlcompleter runpy sched secrets select selectors shelve shlex shutil signal site smtpd smtplib ' +
    'sndhdr socket socketserver spwd sqlite3 sre_compile sre_constants sre_parse ssl stat statistics string stringprep struct ' +
    'subprocess sunau symbol symtable sys sysconfig syslog tabnanny tarfile telnetlib tempfile termios test textwrap this threading ' +
    'time timeit tkinter token tokenize tomllib trace traceback tracemalloc tty turtle turtledemo types typing unicodedata unittest ' +
    'urllib uu uuid venv warnings wave weakref webbrowser winreg winsound wsgiref xdrlib xml xmlrpc zipapp zipfile zipimport zlib zoneinfo'
  ).split(' '),
);

/** Module → package. What begins with a module belongs to its package; the longest beginning counts. */
const packages = new Map(
  Object.entries({
    agents: 'openai-agents',
    attr: 'attrs',
    bs4: 'beautifulsoup4',
    cv2: 'opencv-python',
    dateutil: 'python-dateutil',
    docx: 'python-docx',
    dotenv: 'python-dotenv',
    faiss: 'faiss-cpu',
    fitz: 'pymupdf',
    git: 'gitpython',
    github: 'pygithub',
    grpc: 'grpcio',
    jose: 'python-jose',
    jwt: 'pyjwt',
    kafka: 'kafka-python',
    llama_cpp: 'llama-cpp-python',
    magic: 'python-magic',
    multipart: 'python-multipart',
    MySQLdb: 'mysqlclient',
    OpenSSL: 'pyopenssl',
    PIL: 'pillow',
    pkg_resources: 'setuptools',
    pptx: 'python-pptx',
    serial: 'pyserial',
    skimage: 'scikit-image',
    sklearn: 'scikit-learn',
    speech_recognition: 'speechrecognition',
    telegram: 'python-telegram-bot',
    usb: 'pyusb',
    vertexai: 'google-cloud-aiplatform',
    whisper: 'openai-whisper',
    wx: 'wxpython',
    yaml: 'pyyaml',
    zmq: 'pyzmq',
    'azure.ai.inference': 'azure-ai-inference',
    'azure.ai.projects': 'azure-ai-projects',
    'azure.core': 'azure-core',
    'azure.identity': 'azure-identity',
    'google.adk': 'google-adk',
    'google.auth': 'google-auth',
    'google.cloud.aiplatform': 'google-cloud-aiplatform',
    'google.cloud.bigquery': 'google-cloud-bigquery',
    'google.cloud.storage': 'google-cloud-storage',
    'google.genai': 'google-genai',
    'google.generativeai': 'google-generativeai',
    'google.protobuf': 'protobuf',
  }),
);

/** Package → others that have the same modules: a workspace that asks for one of these means it. */
const variants = new Map(
  Object.entries({
    'faiss-cpu': ['faiss-gpu', 'faiss-gpu-cu12'],
    lightning: ['pytorch-lightning'],
    'llama-index': ['llama-index-core'],
    onnxruntime: ['onnxruntime-gpu', 'onnxruntime-directml'],
    'openai-whisper': ['whisper'],
    'opencv-python': ['opencv-python-headless', 'opencv-contrib-python', 'opencv-contrib-python-headless'],
    psycopg2: ['psycopg2-binary'],
    tensorflow: ['tensorflow-cpu', 'tensorflow-macos', 'tf-nightly'],
  }),
);

/** Other packages that an import may mean that was taken for this one. */
export function variantsOf(name: string): readonly string[] {
  return variants.get(name) ?? [];
}

/** Modules that belong to no package of their own: what is imported from them says which. */
export const sharedNamespaces: ReadonlySet<string> = new Set(['google', 'google.cloud', 'azure', 'azure.ai']);

export function isStandardModule(path: string): boolean {
  return standard.has(path.split('.', 1)[0] ?? '');
}

/** The package of a module with dots, and how many characters of it say so. */
export function packageOfModule(path: string): { readonly name: string; readonly matched: number } {
  const parts = path.split('.');
  for (let length = Math.min(parts.length, 3); length > 0; length -= 1) {
    const module = parts.slice(0, length).join('.');
    const name = packages.get(module);
    if (name) return { name, matched: module.length };
  }
  const [first = ''] = parts;
  return { name: first, matched: first.length };
}
