namespace PlanAndAct.Desk;

/// <summary>The state of the shop: what tools change, and what success is judged by.</summary>
internal sealed class Shop
{
    /// <summary>Refunds above this need an approval.</summary>
    public const decimal RefundLimit = 100m;

    /// <summary>No approval is given above this.</summary>
    public const decimal ApprovalLimit = 400m;

    private readonly Dictionary<string, Order> _orders = new(StringComparer.Ordinal);

    public Shop(IEnumerable<Order> orders)
    {
        foreach (Order order in orders)
        {
            _orders[order.Id] = order;
        }
    }

    public IEnumerable<Order> Orders => _orders.Values;

    public Dictionary<string, int> Stock { get; } = new(StringComparer.Ordinal);

    public List<SentEmail> Outbox { get; } = [];

    /// <summary>How many times the stock service still times out.</summary>
    public int StockTimeouts { get; set; }

    /// <summary>Whether sending an email breaks in a way that no tool expects.</summary>
    public bool IsMailGatewayBroken { get; init; }

    public Order? Find(string id) => _orders.GetValueOrDefault(id);

    public void Update(Order order) => _orders[order.Id] = order;

    public bool HasMailed(string address) => Outbox.Exists(mail => string.Equals(mail.To, address, StringComparison.Ordinal));
}
