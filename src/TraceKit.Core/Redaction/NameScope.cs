using System.Globalization;

namespace TraceKit.Redaction;

/// <summary>Keeps the names of an object's properties distinct after redaction.</summary>
internal sealed class NameScope
{
    private readonly Stack<int> _objects = new();
    private readonly Dictionary<(int Object, string Name), int> _seen = [];

    /// <summary>Whether a name could meet a redacted one.</summary>
    public static bool Concerns(ReadOnlySpan<byte> name) => name.IndexOf("[REDACT"u8) >= 0;

    public void Open(int start) => _objects.Push(start);

    public void Close() => _objects.Pop();

    /// <summary>The name, or the name with a number when the object already has it.</summary>
    public string Distinct(string name)
    {
        (int Object, string Name) first = (_objects.Peek(), name);
        string distinct = name;
        while (!_seen.TryAdd((first.Object, distinct), 1))
        {
            distinct = string.Create(CultureInfo.InvariantCulture, $"{name}#{++_seen[first]}");
        }

        return distinct;
    }
}
