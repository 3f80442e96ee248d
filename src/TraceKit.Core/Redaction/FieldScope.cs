using System.Globalization;

namespace TraceKit.Redaction;

/// <summary>Follows a reader through an event and says which treatment holds for the value it comes to.</summary>
internal sealed class FieldScope(IReadOnlyList<FieldRule> rules)
{
    private readonly List<Level> _open = [];
    private readonly List<string> _path = [];
    private string _name = string.Empty;
    private FieldRule[] _forType = [];

    /// <summary>Whether the next value is the event's type, which stands before its data.</summary>
    public bool IsAtType => _open.Count == 1 && string.Equals(_name, "type", StringComparison.Ordinal);

    /// <summary>Whether what is read is the event's data.</summary>
    private bool IsInData => _open.Count > 1 && _open[0].IsData;

    public void SetType(string type) =>
        _forType = [.. rules.Where(rule => rule.EventType is null || string.Equals(rule.EventType, type, StringComparison.Ordinal))];

    public void Name(string name) => _name = name;

    /// <summary>Comes to a value.</summary>
    /// <returns>The treatment that holds for it, or null.</returns>
    public FieldTreatment? Value()
    {
        if (_open.Count == 0 || !IsInData)
        {
            return null;
        }

        Level level = _open[^1];
        _path.Add(level.IsArray ? level.Next++.ToString(CultureInfo.InvariantCulture) : _name);
        FieldRule? rule = Array.Find(_forType, rule => rule.IsFor(_path, isMember: !level.IsArray));
        _path.RemoveAt(_path.Count - 1);
        return rule?.Treatment ?? level.Treatment;
    }

    /// <summary>Goes into the value that was come to.</summary>
    public void Open(bool isArray, FieldTreatment? treatment)
    {
        if (_open.Count > 0)
        {
            Level around = _open[^1];
            around.IsData = _open.Count == 1 && string.Equals(_name, "data", StringComparison.Ordinal);
            if (IsInData)
            {
                _path.Add(around.IsArray ? (around.Next - 1).ToString(CultureInfo.InvariantCulture) : _name);
            }
        }

        _open.Add(new Level { IsArray = isArray, Treatment = treatment });
    }

    /// <summary>Goes out of a value.</summary>
    /// <returns>The treatment that holds for what is around it, or null.</returns>
    public FieldTreatment? Close()
    {
        _open.RemoveAt(_open.Count - 1);
        if (_open.Count > 1 && IsInData)
        {
            _path.RemoveAt(_path.Count - 1);
        }

        return _open.Count > 0 ? _open[^1].Treatment : null;
    }

    private sealed class Level
    {
        public required bool IsArray { get; init; }

        public required FieldTreatment? Treatment { get; init; }

        public int Next { get; set; }

        public bool IsData { get; set; }
    }
}
