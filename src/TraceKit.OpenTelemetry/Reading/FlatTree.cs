using System.Globalization;

namespace TraceKit.OpenTelemetry.Reading;

/// <summary>Attributes whose keys are paths, such as <c>llm.input_messages.0.message.role</c>, as a tree; it knows which attributes it was made of.</summary>
internal sealed class FlatTree
{
    private readonly Dictionary<string, FlatTree> _children = new(StringComparer.Ordinal);

    public object? Value { get; private set; }

    private int Attribute { get; set; } = -1;

    /// <summary>The attributes under a path.</summary>
    public static FlatTree Of(SpanFacts facts, string prefix)
    {
        var root = new FlatTree();
        foreach ((int index, string key, object? value) in facts.Unread())
        {
            if (key.StartsWith(prefix, StringComparison.Ordinal))
            {
                FlatTree node = root;
                foreach (string step in key[prefix.Length..].Split('.'))
                {
                    node = node._children.TryGetValue(step, out FlatTree? next) ? next : node._children[step] = new FlatTree();
                }

                (node.Value, node.Attribute) = (value, index);
            }
        }

        return root;
    }

    /// <summary>The numbered ones among the children, in the order of the numbers.</summary>
    public IEnumerable<FlatTree> Items =>
        _children
            .Where(child => int.TryParse(child.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .OrderBy(child => int.Parse(child.Key, CultureInfo.InvariantCulture))
            .Select(child => child.Value);

    /// <summary>The node under a path of names, or null.</summary>
    public FlatTree? At(params ReadOnlySpan<string> path)
    {
        FlatTree? node = this;
        foreach (string step in path)
        {
            node = node?._children.GetValueOrDefault(step);
        }

        return node;
    }

    /// <summary>The text under a path, which is understood then.</summary>
    public string? Take(SpanFacts facts, params ReadOnlySpan<string> path)
    {
        if (At(path) is not { Attribute: >= 0 } node || AttributeValue.Unwrapped(node.Value) is not { } text)
        {
            return null;
        }

        facts.Understand(node.Attribute);
        return text;
    }
}
