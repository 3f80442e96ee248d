namespace TraceKit.RunFiles;

/// <summary>The file of one run: made late where the disk refuses at first, and written anew where it can no longer be trusted. Safe for any thread.</summary>
/// <param name="path">Full path of the file.</param>
/// <param name="durable">Whether its name is put on disk when it is made.</param>
/// <param name="clock">Says when to try again after a failure.</param>
/// <param name="replaced">Told when the file was written anew, with the path of the one that it replaces.</param>
internal sealed class RunFile(string path, bool durable, RunClock clock, Action<string> replaced) : IDisposable
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan RewriteAtMostEvery = TimeSpan.FromMinutes(1);

    private readonly Lock _io = new();
    private AppendFile? _file;
    private long? _trusted;
    private int _error;
    private DateTimeOffset _nextTry = DateTimeOffset.MinValue;
    private TimeSpan _rewriteAfter = RetryAfter;
    private DateTimeOffset _nextRewrite = DateTimeOffset.MinValue;
    private bool _disposed;

    /// <summary>Takes a file up again that exists.</summary>
    public RunFile(AppendFile file, RunClock clock, Action<string>? replaced = null)
        : this(file.Path, durable: false, clock, replaced ?? (static _ => { })) => _file = file;

    /// <summary>Makes the file. Default: on disk.</summary>
    public Func<string, AppendFile>? NewFile { get; init; }

    /// <summary>Full path of the file, or null while there is none.</summary>
    public string? Path => _file?.Path;

    /// <summary>Bytes that the operating system has taken and that can be trusted.</summary>
    public long Length
    {
        get
        {
            lock (_io)
            {
                return _trusted ?? _file?.Length ?? 0;
            }
        }
    }

    /// <summary>Creates the file.</summary>
    /// <exception cref="IOException">It exists or cannot be created; <see cref="Append"/> tries again.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written; <see cref="Append"/> tries again.</exception>
    public void Create()
    {
        lock (_io)
        {
            try
            {
                CreateFile();
            }
            catch (Exception failure) when (IsOfTheDisk(failure))
            {
                _nextTry = clock.Now + RetryAfter;
                _error = failure.HResult;
                throw;
            }
        }
    }

    /// <summary>Hands lines to the operating system, all of them or none.</summary>
    /// <returns>0, or the system's error code.</returns>
    public int Append(ReadOnlySpan<byte> lines)
    {
        lock (_io)
        {
            if (Ready() is var problem and not 0)
            {
                return problem;
            }

            try
            {
                return _file!.Append(lines);
            }
            catch (TornWriteException torn)
            {
                _trusted = _file!.Length;
                return Replace(_file.Length, []) == 0 ? _file!.Append(lines) : torn.Error;
            }
        }
    }

    /// <summary>Puts on disk what was appended. Others may append meanwhile.</summary>
    /// <returns>0, or the system's error code.</returns>
    public int Sync()
    {
        AppendFile? file;
        lock (_io)
        {
            file = _trusted is null ? _file : null;
        }

        return file?.Sync() ?? (_error is 0 ? LibC.BadDescriptor : _error);
    }

    /// <summary>Writes the run anew, on disk, beside the file that failed to be put there; that one is kept as <c>.suspect</c>.</summary>
    /// <param name="trusted">Bytes of the old file that are taken over, after a check of their checksums.</param>
    /// <param name="tail">The lines that follow them.</param>
    /// <returns>0, or the system's error code: then the file is written anew, up to the trusted bytes, before anything is appended.</returns>
    public int Replace(long trusted, ReadOnlySpan<byte> tail)
    {
        lock (_io)
        {
            _trusted = trusted;
            if (clock.Now < _nextRewrite)
            {
                return _error == 0 ? LibC.InputOutput : _error;
            }

            // A disk that fails again and again must not be filled with copies: each one is twice as long in coming.
            _nextRewrite = clock.Now + _rewriteAfter;
            _rewriteAfter = _rewriteAfter * 2 < RewriteAtMostEvery ? _rewriteAfter * 2 : RewriteAtMostEvery;
            try
            {
                Rewrite(trusted, tail);
                return _error = 0;
            }
            catch (Exception failure) when (IsOfTheDisk(failure))
            {
                return _error = failure.HResult;
            }
        }
    }

    /// <summary>Goes on with a file that could not be put on disk and not be written anew: what it holds, it holds as surely as before.</summary>
    public void GoOn()
    {
        lock (_io)
        {
            _trusted = null;
        }
    }

    /// <summary>Computes the SHA-256 of the file as it lies on disk.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public string HashAll()
    {
        lock (_io)
        {
            return _file?.HashAll() ?? throw new IOException($"'{path}' was not created.");
        }
    }

    /// <summary>Deletes a file that holds nothing, so that its name can be used again, and closes it.</summary>
    public void Discard()
    {
        bool empty = _file is { Length: 0 };
        Dispose();
        if (empty)
        {
            File.Delete(path);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_io)
        {
            _disposed = true;
            _file?.Dispose();
        }
    }

    /// <returns>0 when the file can be written, else the last error; a failure is tried again after a while.</returns>
    private int Ready()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_file is not null && _trusted is null)
        {
            return 0;
        }

        if (_trusted is { } trusted)
        {
            return Replace(trusted, []);
        }

        if (clock.Now < _nextTry)
        {
            return _error;
        }

        try
        {
            Create();
            return _error = 0;
        }
        catch (Exception failure) when (IsOfTheDisk(failure))
        {
            return _error;
        }
    }

    private void CreateFile()
    {
        AppendFile file = NewFile is { } make ? make(path) : AppendFile.Create(path, durable);
        if (durable && file.SyncName() is var error and not 0)
        {
            file.Dispose();
            File.Delete(path);
            throw new IOException($"The name '{path}' cannot be put on disk: {LibC.Message(error)}.", error);
        }

        _file = file;
    }

    private void Rewrite(long trusted, ReadOnlySpan<byte> tail)
    {
        AppendFile old = _file!;
        AppendFile copy = AppendFile.Create(FreeName(".rewrite"));
        try
        {
            CheckedCopy.Append(old, trusted, copy);
            if ((copy.Append(tail) is not 0 and var error) || (error = copy.Sync()) != 0)
            {
                throw new IOException($"'{copy.Path}' cannot be written: {LibC.Message(error)}.", error);
            }

            string suspect = FreeName(".suspect");
            _file = copy.TakeNameOf(path, suspect);
            _ = _file.SyncName();
            _trusted = null;
            old.Dispose();
            replaced(suspect);
        }
        catch (IOException) when (_trusted is not null)
        {
            copy.Dispose();
            File.Delete(copy.Path);
            throw;
        }
    }

    private string FreeName(string ending)
    {
        for (int number = 1; ; number++)
        {
            string name = $"{path}{ending}-{number}";
            if (!Exists(name))
            {
                return name;
            }
        }
    }

    private static bool Exists(string name) => new FileInfo(name) is { Exists: true } or { LinkTarget: not null };

    private static bool IsOfTheDisk(Exception failure) => failure is IOException or UnauthorizedAccessException;
}
